using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>
/// Each language answers an interrupt with an error of its own (<c>KeyboardInterrupt</c>,
/// <c>OperationCanceledException</c>). The session words one for all, which also tells a timeout from an interrupt and
/// keeps the lines where the code stood. So this holds back an error that follows a stop, until it is clear whether it
/// is the answer to it.
/// </summary>
/// <param name="sink">The cell's sink.</param>
/// <param name="stop">Cancelled when the cell is told to stop.</param>
internal sealed class StoppedErrors(IOutputSink sink, CancellationToken stop) : IOutputSink
{
    private readonly Lock gate = new();
    private ErrorOutput? held;
    private bool ended;

    /// <inheritdoc/>
    public void Emit(Output output)
    {
        lock (gate)
        {
            if (output is ErrorOutput error && stop.IsCancellationRequested && !ended)
            {
                ShowHeld();
                held = error;
            }
            else
            {
                sink.Emit(output);
            }
        }
    }

    /// <summary>The cell has ended by itself, stop or no stop: its error is its own.</summary>
    public void Release()
    {
        lock (gate)
        {
            ended = true;
            ShowHeld();
        }
    }

    /// <summary>The cell was stopped: says so, with the lines where it stood.</summary>
    /// <param name="name">The error's name.</param>
    /// <param name="message">What happened, in one line.</param>
    public void Replace(string name, string message)
    {
        lock (gate)
        {
            ended = true;
            var own = ErrorOutput.Of(name, message);
            if (held is { } answer)
            {
                var where = answer.Traceback.Where(line =>
                    line != answer.Name && line != answer.Value && line != $"{answer.Name}: {answer.Value}");
                own = own with { Traceback = [.. where, .. own.Traceback] };
            }

            held = null;
            sink.Emit(own);
        }
    }

    private void ShowHeld()
    {
        if (held is { } error)
        {
            held = null;
            sink.Emit(error);
        }
    }
}
