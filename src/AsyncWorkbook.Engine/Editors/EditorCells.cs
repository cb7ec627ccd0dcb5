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
    /// <summary>How a cell ended is told in the workers' words; a session knows one more.</summary>
    private static readonly Dictionary<CellStatus, string> words = new()
    {
        [CellStatus.Ok] = "ok",
        [CellStatus.Error] = "error",
        [CellStatus.Interrupted] = "interrupted",
        [CellStatus.Timeout] = "timeout",
    };

    private readonly Lock gate = new();
    private readonly Session session;
    private readonly EditorLines lines;
    private readonly EditorInput input;
    private volatile CancellationTokenSource? running;
    private volatile bool ended;

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

    /// <summary>Runs the cell of an <c>execute</c>, from <c>started</c> to <c>done</c>.</summary>
    public async Task ExecuteAsync(JsonObject request)
    {
        var id = request.Text("id");
        using var interrupt = new CancellationTokenSource();
        var sink = new EditorSink(lines, id, () => ended);
        var status = CellStatus.Interrupted; // a cell that a restart has overtaken
        var clock = new Stopwatch();
        if (Begin(interrupt))
        {
            lines.Send("started", id);
            input.Begin((id, sink));
            clock.Start();
            status = await ExecuteAsync(request, sink, interrupt.Token);
            input.Begin(null);
            Begin(null);
            sink.Flush();
        }

        lines.Send("done", id, new JsonObject { ["status"] = words[status], ["elapsed"] = clock.ElapsedMilliseconds });
    }

    /// <summary>Interrupts the cell that runs, if one does.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
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

    private bool Begin(CancellationTokenSource? cell)
    {
        lock (gate)
        {
            running = cell;
            return !ended;
        }
    }

    private async Task<CellStatus> ExecuteAsync(JsonObject request, EditorSink sink, CancellationToken interrupt)
    {
        var limit = request.Number("timeout") is > 0 and <= int.MaxValue and var milliseconds
            ? TimeSpan.FromMilliseconds((long)milliseconds)
            : Timeout.InfiniteTimeSpan;
        try
        {
            return await session.ExecuteAsync(
                request.Text("code"), Kernel(request), request.Text("file", "cell"), sink, limit, interrupt);
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
