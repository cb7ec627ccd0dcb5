using System.Reflection;
using AsyncWorkbook.Workers.CSharp.Core.Errors;
using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Kernels;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Workers.CSharp.Core.Commands;

/// <summary>One run of one cell: compile, run, show the result or the error, say that it is done.</summary>
internal sealed class CellRun(Execution execution, SubmissionChain chain, IShell shell, SessionKernels kernels)
{
    private readonly IEvents events = shell.Events;

    /// <summary>Runs the cell; over when <c>done</c> has been posted.</summary>
    public async Task RunAsync()
    {
        var status = "ok";
        try
        {
            var compiled = kernels.Understand(execution.Code) ? null : chain.Compile(
                new CellSource(execution.Code, execution.File, execution.FirstLine), execution.Interruption.Requested);
            if (await AttemptAsync(compiled) is { } error)
            {
                status = Report(error);
            }

            foreach (var warning in compiled?.Warnings ?? [])
            {
                events.Print(execution.Id, "stderr", warning + "\n");
            }
        }
        catch (CompilationFailedException failure)
        {
            status = "error";
            SendError("CompileError", failure.Message, failure.Lines);
        }
        catch (OperationCanceledException error)
        {
            status = Report(error);
        }

        kernels.Announce(execution);
        shell.Ending(execution);
        events.Send(EventLine.Create("done", execution.Id, json => json.WriteString("status", status)));
    }

    // An async method: what the cell leaves behind in AsyncLocals and its culture ends with it.
    private async Task<Exception?> AttemptAsync(CompiledCell? compiled)
    {
        Thread.CurrentThread.Name = execution.File;
        execution.BecomeCurrent();
        Exception? error = null;
        LoadedCell? cell = null;
        try
        {
            if (compiled is null)
            {
                using var command = kernels.Enter(execution, isSubmitted: true);
                await kernels.SubmitAsync(execution.Code).WaitAsync(execution.Interruption.Abandoned);
                return null;
            }

            await kernels.PrepareAsync(execution, compiled);
            using var entered = kernels.Enter(execution, isSubmitted: false);
            cell = chain.Load(compiled);
            var value = await StartAsync(cell.StartAsync).WaitAsync(execution.Interruption.Abandoned);
            execution.Interruption.Requested.ThrowIfCancellationRequested(); // what it awaited may have ended for that
            if (value is not DisplayedValue && (value is not null || compiled.HasResult)) // display(x) has shown x
            {
                ShowResult(value);
            }

            await kernels.ExtendAsync(execution);
        }
        catch (Exception thrown) // whatever a cell throws is its outcome
        {
            error = thrown;
        }

        if (cell is not null)
        {
            chain.Keep(cell, failed: error is not null);
        }

        return error;
    }

    private Task<object?> StartAsync(Func<Task<object?>> start)
    {
        Task<object?>? task = null;
        execution.Interruption.Run(() => task = start());
        return task!;
    }

    private void ShowResult(object? value)
    {
        MimeBundle? bundle = null;
        execution.Interruption.Run(() => bundle = MimeBundle.Of(value)); // runs properties and ToString of the cell's types
        events.Send(EventLine.Create("result", execution.Id, bundle!.WriteTo));
    }

    private string Report(Exception error)
    {
        if (execution.Interruption.IsRequested)
        {
            SendError("OperationCanceledException", "The cell was interrupted.",
                ["The cell was interrupted.", .. ExceptionText.Frames(error).Select(frame => "   " + frame)]);
            return "interrupted";
        }

        if (error is TargetInvocationException invocation && MimeBundle.Cause(invocation) is { } cause)
        {
            error = cause; // what display(...) showed
        }

        var type = error.GetType();
        SendError(type.IsNested ? type.Name : ExceptionText.NameOf(type).Split('.')[^1], error.Message, [.. ExceptionText.Lines(error)]);
        return "error";
    }

    private void SendError(string name, string value, IReadOnlyList<string> traceback) =>
        events.Send(EventLine.Create("error", execution.Id, json =>
        {
            json.WriteString("ename", name);
            json.WriteString("evalue", value);
            json.WriteStartArray("traceback");
            foreach (var line in traceback)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
        }));
}
