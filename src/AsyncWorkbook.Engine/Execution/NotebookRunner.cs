using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>Runs a notebook's cells from top to bottom and records what they show.</summary>
public static class NotebookRunner
{
    /// <summary>Seconds, about twelve days: a notebook that says more means no limit, and timers go no further than twice that.</summary>
    private const double longest = 1e6;

    /// <summary>Starts the processes that a notebook's cells will need, in the background.</summary>
    public static void Prepare(Notebook notebook, Session session) =>
        session.Kernels.Start(RunPlan.Of(notebook, session.Kernels.Catalog).SelectMany(planned => planned.Kernels).Distinct(StringComparer.Ordinal));

    /// <summary>Runs a notebook in a session of its own and puts the outputs into it.</summary>
    /// <param name="notebook">The notebook; its recorded outputs are replaced, but for cells tagged <c>skip-execution</c>.</param>
    /// <param name="session">A fresh session in the notebook's folder.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="progress">Is told before (with null) and after every code cell.</param>
    /// <param name="interrupt">Stops the running cell and skips the rest.</param>
    public static async Task<NotebookResult> RunAsync(
        Notebook notebook,
        Session session,
        RunOptions options,
        Action<int, CellResult?>? progress = null,
        CancellationToken interrupt = default)
    {
        var cells = RunPlan.Of(notebook, session.Kernels.Catalog);
        Prepare(notebook, session);
        var allowErrors = options.AllowErrors || AllowsErrors(notebook);
        var run = new Run(session, LimitOf(notebook, options), allowErrors);
        var recorded = new List<(NotebookCell Cell, JsonArray Outputs, int? Count)>();
        var results = new List<CellResult>();
        var memory = new MemoryRelease();
        foreach (var planned in cells)
        {
            progress?.Invoke(planned.Index, null);
            var (result, outputs, count) = await run.ExecuteAsync(planned, interrupt);
            if (outputs is not null)
            {
                recorded.Add((planned.Cell, outputs, count));
            }

            planned.Cell.SetShared(run.TakeShared());
            memory.AfterCell();
            results.Add(result);
            progress?.Invoke(planned.Index, result);
        }

        run.Close();
        foreach (var (cell, outputs, count) in recorded)
        {
            cell.SetOutputs(outputs, count);
        }

        return new NotebookResult(results, run.RuntimeMissing, allowErrors);
    }

    private static TimeSpan LimitOf(Notebook notebook, RunOptions options)
    {
        if (options.Timeout is { } asked)
        {
            return asked;
        }

        var own = (notebook.Metadata["execution"] as JsonObject)?["timeout"];
        return own?.GetValueKind() == JsonValueKind.Number
            ? (double)own is var seconds and > 0 and <= longest ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan
            : SessionOptions.DefaultTimeout;
    }

    private static bool AllowsErrors(Notebook notebook) =>
        (notebook.Metadata["execution"] as JsonObject)?["allow_errors"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>What one run of a notebook carries from cell to cell.</summary>
    private sealed class Run(Session session, TimeSpan limit, bool allowErrors)
    {
        private readonly NotebookOutputs outputs = new();
        private readonly SharedValues shared = new(session);
        private readonly HashSet<string> started = new(StringComparer.Ordinal);
        private bool stopped;
        private int executed;

        public string? RuntimeMissing { get; private set; }

        public void Close()
        {
            outputs.Close();
            shared.Close();
        }

        /// <summary>What the cell that has run has taken from other languages.</summary>
        public IReadOnlyDictionary<string, JsonNode?> TakeShared() => shared.Take();

        /// <returns>How it went, and what it shows: null if it is to stay as it is.</returns>
        public async Task<(CellResult Result, JsonArray? Outputs, int? Count)> ExecuteAsync(
            PlannedCell planned, CancellationToken interrupt)
        {
            var source = planned.Cell.Source;
            var left = planned.IsLeft;
            if (stopped || interrupt.IsCancellationRequested || left || string.IsNullOrWhiteSpace(source))
            {
                var status = string.IsNullOrWhiteSpace(source) && !stopped ? CellStatus.Ok : CellStatus.Skipped;
                return (new CellResult(planned.Index, planned.Kernel, status, TimeSpan.Zero), left ? null : [], null);
            }

            var count = ++executed;
            var sink = outputs.Begin(count);
            await StartedAsync(planned.Kernel, interrupt);
            var clock = Stopwatch.StartNew();
            var ended = await ExecuteAsync(planned, sink, interrupt);
            clock.Stop();
            var result = new CellResult(planned.Index, planned.Kernel, ExpectedError.Judge(ended, planned.IsToFail, sink), clock.Elapsed);
            var failed = result.Status is CellStatus.Error or CellStatus.Timeout;
            stopped = (failed && !allowErrors) || result.Status == CellStatus.Interrupted || RuntimeMissing is not null;
            return (result, sink.Outputs, count);
        }

        /// <summary>
        /// Waits for the first start of a language, which does not count as its cell's time: where other notebooks run at the
        /// same time, it takes longer. Whether it has failed, the cell will tell.
        /// </summary>
        private async Task StartedAsync(string kernel, CancellationToken interrupt)
        {
            if (started.Add(kernel) && session.Kernels.Find(kernel) is ILanguageKernel language)
            {
                Task start = language.GetVersionAsync();
                await start.WaitAsync(interrupt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private async Task<CellStatus> ExecuteAsync(PlannedCell planned, IOutputSink sink, CancellationToken interrupt)
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"cell {planned.Index}");
            try
            {
                return await session.ExecuteAsync(planned.Cell.Source, planned.Kernel, file, sink, limit, interrupt);
            }
            catch (RuntimeMissingException e)
            {
                RuntimeMissing = e.Message;
                sink.Emit(ErrorOutput.Of("RuntimeMissing", e.Message));
                return CellStatus.Error;
            }
        }
    }
}
