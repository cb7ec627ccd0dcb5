using System.Diagnostics;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>The cells of a session from its start to its end or restart.</summary>
internal sealed class EditorCells : IAsyncDisposable
{
    /// <summary>How a cell ended is told in the workers' words; a session knows two more.</summary>
    private static readonly Dictionary<CellStatus, string> words = new()
    {
        [CellStatus.Ok] = "ok",
        [CellStatus.ExpectedError] = "ok",
        [CellStatus.Error] = "error",
        [CellStatus.Interrupted] = "interrupted",
        [CellStatus.Timeout] = "timeout",
        [CellStatus.Skipped] = "skipped",
    };

    private readonly Lock gate = new();
    private readonly Session session;
    private readonly EditorLines lines;
    private readonly EditorInput input;
    private readonly EditorPlaces places = new();
    private volatile CancellationTokenSource? running;
    private volatile bool ended;
    private int received;
    private string lastRun = ""; // that of the one received last
    private int skipped; // of those received: up to this one none begins any more
    private string skippedRun = ""; // and of this run none that is received later
    private int count;

    /// <summary>Cells of a session.</summary>
    /// <param name="session">The session; disposed with this.</param>
    /// <param name="lines">Where the editor is told.</param>
    /// <param name="input">Who answers what cells ask.</param>
    public EditorCells(Session session, EditorLines lines, EditorInput input)
    {
        this.session = session;
        this.lines = lines;
        this.input = input;
        Asks = new EditorAsks(session, () => running is not null);
    }

    /// <summary>Answers what the editor asks about cells.</summary>
    public EditorAsks Asks { get; }

    /// <summary>Takes an <c>execute</c>.</summary>
    /// <returns>Runs its cell, from <c>started</c> to <c>done</c>; called when it is the cell's turn.</returns>
    public Func<Task> Receive(JsonObject request)
    {
        lock (gate)
        {
            var number = ++received;
            lastRun = request.Text("run");
            return () => RunAsync(request, number);
        }
    }

    /// <summary>Interrupts the cell that runs, if one does; those that wait do not begin.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            SkipOthers();
            _ = running?.CancelAsync(); // not here and now: what an interrupt sets off must not hold up the next request
        }
    }

    /// <summary>Ends all processes; the cell that runs is interrupted, and none follows.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            ended = true;
            _ = running?.CancelAsync();
        }

        return session.DisposeAsync();
    }

    private async Task RunAsync(JsonObject request, int number)
    {
        var id = request.Text("id");
        using var interrupt = new CancellationTokenSource();
        var status = CellStatus.Skipped;
        var clock = new Stopwatch();
        if (Begin(interrupt, number, request.Text("run")))
        {
            clock.Start();
            if (string.IsNullOrWhiteSpace(request.Text("code")))
            {
                lines.Send("started", id);
                End(CellStatus.Ok); // but it is not counted, and has no mark
            }
            else
            {
                status = await RunAsync(request, id, interrupt.Token);
            }
        }

        lines.Send("done", id, new JsonObject { ["status"] = words[status], ["elapsed"] = clock.ElapsedMilliseconds });
    }

    private async Task<CellStatus> RunAsync(JsonObject request, string id, CancellationToken interrupt)
    {
        var sink = new EditorSink(lines, id, ++count, places, () => ended);
        lines.Send("started", id, new JsonObject { ["count"] = count });
        input.Begin((id, sink));
        var ran = await ExecuteAsync(request, sink, interrupt);
        var status = ExpectedError.Judge(ran, HasTag(request, CellTags.RaisesException), sink);
        input.Begin(null);
        End(status);
        sink.Flush();
        return status;
    }

    private static bool HasTag(JsonObject request, string tag) =>
        (request["tags"] as JsonArray ?? []).Select(NotebookCell.Text).Contains(tag, StringComparer.Ordinal);

    private bool Begin(CancellationTokenSource cell, int number, string run)
    {
        lock (gate)
        {
            var isSkipped = number <= skipped || (run.Length > 0 && run == skippedRun);
            running = ended || isSkipped ? null : cell;
            return running is not null;
        }
    }

    private void End(CellStatus status)
    {
        lock (gate)
        {
            running = null;
            if (status is not (CellStatus.Ok or CellStatus.ExpectedError))
            {
                SkipOthers();
            }
        }
    }

    /// <summary>None begins of those that were received, nor of the rest of their run: how fast it comes in must not decide.</summary>
    private void SkipOthers() => (skipped, skippedRun) = (received, lastRun);

    private async Task<CellStatus> ExecuteAsync(JsonObject request, EditorSink sink, CancellationToken interrupt)
    {
        var limit = request.Number("timeout") is > 0 and <= int.MaxValue and var milliseconds
            ? TimeSpan.FromMilliseconds((long)milliseconds)
            : Timeout.InfiniteTimeSpan;
        try
        {
            var (code, kernel, file) = (request.Text("code"), Kernel(request), places.Name(request.Text("file", "cell"), request.Text("address")));
            var status = await session.ExecuteAsync(code, kernel, file, sink, limit, interrupt);
            return status == CellStatus.Ok && EditorParameters.Assignments(code, kernel, request["values"]) is { } assignments
                ? await session.ExecuteAsync(assignments, kernel, file, sink, limit, interrupt)
                : status;
        }
        catch (RuntimeMissingException e)
        {
            sink.Emit(ErrorOutput.Of("RuntimeMissing", e.Message));
        }
#pragma warning disable CA1031 // whatever goes wrong, the reader sees it in the cell
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (interrupt.IsCancellationRequested)
            {
                return CellStatus.Interrupted;
            }

            sink.Emit(ErrorOutput.Of(e.GetType().Name, e.Message));
        }

        return CellStatus.Error;
    }

    private string Kernel(JsonObject request)
    {
        var named = request.Text("kernel", KernelCatalog.DefaultKernel);
        return session.Kernels.Catalog.Canonical(named) ?? named;
    }
}
