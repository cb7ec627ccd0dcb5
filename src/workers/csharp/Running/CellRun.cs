using AsyncWorkbook.Workers.CSharp.Errors;
using AsyncWorkbook.Workers.CSharp.Formatting;
using AsyncWorkbook.Workers.CSharp.Output;
using AsyncWorkbook.Workers.CSharp.Protocol;
using AsyncWorkbook.Workers.CSharp.Submissions;
using Microsoft.DotNet.Interactive;

namespace AsyncWorkbook.Workers.CSharp.Running;

/// <summary>One run of one cell: compile, run, show the result or the error, say that it is done.</summary>
internal sealed class CellRun(Cell cell, SubmissionChain chain, EventChannel events)
{
    // What a cell leaves behind in AsyncLocals, its culture and its SynchronizationContext ends with it.
    private static readonly ExecutionContext blank = ExecutionContext.Capture()!;

    // How long an interrupted cell may take to run its finally blocks before it is left behind.
    private static readonly TimeSpan farewell = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the cell and returns when <c>done</c> has been posted.</summary>
    public void Run()
    {
        var status = "ok";
        try
        {
            var compiled = chain.Compile(
                new CellSource(cell.Code, cell.File, cell.FirstLine), cell.Interruption.Requested);
            Exception? error = null;
            ExecutionContext.Run(blank, _ => error = Attempt(compiled), null);
            if (error is not null)
            {
                status = Report(error);
            }

            foreach (var warning in compiled.Warnings)
            {
                events.Print(cell.Id, "stderr", warning + "\n");
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

        LostExceptions.Find();
        if (cell.Marker is { } marker)
        {
            RawStreams.Mark(marker);
        }

        events.Send(EventLine.Create("done", cell.Id, json => json.WriteString("status", status)));
    }

    private Exception? Attempt(CompiledCell compiled)
    {
        Thread.CurrentThread.Name = cell.File;
        cell.BecomeCurrent();
        Exception? error = null;
        try
        {
            var value = Await(StartAsync(chain.Load(compiled)));
            if (value is not DisplayedValue && (value is not null || compiled.HasResult)) // display(x) has shown x
            {
                ShowResult(value);
            }
        }
        catch (Exception thrown) // whatever a cell throws is its outcome
        {
            error = thrown;
        }

        chain.Keep(compiled, failed: error is not null);
        return error;
    }

    private Task<object?> StartAsync(Func<Task<object?>> start)
    {
        Task<object?>? task = null;
        cell.Interruption.Run(() => task = start());
        return task!;
    }

    private object? Await(Task<object?> task)
    {
        try
        {
            Task.WaitAny([task], cell.Interruption.Requested);
        }
        catch (OperationCanceledException) when (Task.WaitAny([task], farewell) < 0)
        {
            throw; // what the cell waits for may never come
        }
        catch (OperationCanceledException)
        {
            // It has ended after all.
        }

        return task.GetAwaiter().GetResult();
    }

    private void ShowResult(object? value)
    {
        MimeBundle? bundle = null;
        cell.Interruption.Run(() => bundle = MimeBundle.Of(value)); // runs properties and ToString of the cell's types
        events.Send(EventLine.Create("result", cell.Id, bundle!.WriteTo));
    }

    private string Report(Exception error)
    {
        if (cell.Interruption.IsRequested)
        {
            SendError("OperationCanceledException", "The cell was interrupted.",
                ["The cell was interrupted.", .. ExceptionText.Frames(error).Select(frame => "   " + frame)]);
            return "interrupted";
        }

        var type = error.GetType();
        SendError(type.IsNested ? type.Name : ExceptionText.NameOf(type).Split('.')[^1], error.Message, [.. ExceptionText.Lines(error)]);
        return "error";
    }

    private void SendError(string name, string value, IReadOnlyList<string> traceback) =>
        events.Send(EventLine.Create("error", cell.Id, json =>
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
