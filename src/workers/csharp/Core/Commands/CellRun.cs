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
    private IReadOnlyList<string> warnings = [];

    /// <summary>Runs the cell; over when <c>done</c> has been posted.</summary>
    public async Task RunAsync()
    {
        var status = await AttemptAsync() is { } error ? Report(error) : "ok";
        foreach (var warning in warnings)
        {
            events.Print(execution.Id, "stderr", warning + "\n");
        }

        kernels.Announce(execution);
        shell.Ending(execution);
        events.Send(EventLine.Create("done", execution.Id, json => json.WriteString("status", status)));
    }

    // An async method: what the cell leaves behind in AsyncLocals and its culture ends with it.
    private async Task<Exception?> AttemptAsync()
    {
        Thread.CurrentThread.Name = execution.File;
        execution.BecomeCurrent();
        try
        {
            var compiled = kernels.AreMade ? null : Compile();
            if (compiled is not null)
            {
                await kernels.PrepareAsync(execution, compiled);
            }

            if (!kernels.AreMade)
            {
                await RunAsync(compiled!);
            }
            else if (execution.Code.Length > 0)
            {
                await kernels.SubmitAsync(execution, compiled);
            }

            if (execution.Extensions.Count > 0)
            {
                await kernels.ExtendAsync(execution);
            }

            return null;
        }
        catch (Exception error) // whatever a cell throws is its outcome
        {
            return error;
        }
    }

    private CompiledCell Compile()
    {
        var compiled = chain.Compile(new CellSource(execution.Code, execution.File, execution.FirstLine), execution.Interruption.Requested);
        warnings = compiled.Warnings;
        return compiled;
    }

    private async Task RunAsync(CompiledCell compiled)
    {
        var value = await chain.RunAsync(compiled, execution.Interruption, byForce: true);
        if (value is not DisplayedValue && (value is not null || compiled.HasResult)) // display(x) has shown x
        {
            ShowResult(value);
        }
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

        if (error is CommandFailedException)
        {
            SendError("CommandFailed", error.Message, error.Message.Split('\n'));
            return "error";
        }

        if (error is CompilationFailedException failure)
        {
            SendError("CompileError", failure.Message, failure.Lines);
            return "error";
        }

        if (error is TargetInvocationException invocation && MimeBundle.Cause(invocation) is { } cause)
        {
            error = cause; // what display(...) showed
        }

        var told = ExceptionText.Told(error);
        var type = told.GetType();
        SendError(type.IsNested ? type.Name : ExceptionText.NameOf(type).Split('.')[^1], told.Message, [.. ExceptionText.Lines(error)]);
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
