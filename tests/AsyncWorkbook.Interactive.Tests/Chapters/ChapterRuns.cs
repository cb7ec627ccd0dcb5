using System.Collections.Concurrent;
using AsyncWorkbook.Browser.Tests;
using AsyncWorkbook.Interactive.Tests.RealKernel;

namespace AsyncWorkbook.Interactive.Tests.Chapters;

/// <summary>The chapters as they run in the real kernel, each once: two at a time, all of them from the first that is asked for.</summary>
public sealed class ChapterRuns(Chromium chromium) : IAsyncDisposable
{
    private readonly SemaphoreSlim places = new(2, 2);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Task<IReadOnlyList<CellEnd>>> runs = new();

    /// <summary>How the cells of a chapter end.</summary>
    internal Task<IReadOnlyList<CellEnd>> OfAsync(string chapter)
    {
        if (runs.IsEmpty)
        {
            foreach (var each in ChapterCell.Chapters.Prepend(chapter).Distinct())
            {
                runs[each] = RunAsync(each);
            }
        }

        return runs[chapter];
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(runs.Values).ContinueWith(_ => { }, TaskScheduler.Default); // failures belong to the tests
        stop.Dispose();
        places.Dispose();
    }

    private async Task<IReadOnlyList<CellEnd>> RunAsync(string chapter)
    {
        await places.WaitAsync(stop.Token);
        try
        {
            var ends = await RunOnceAsync(chapter);
            if (ends is not [.., { IsLost: true } lost])
            {
                return ends;
            }

            // On a busy machine the tool was seen, once in some sixty runs, to wait for an answer that never comes. A cell of the
            // book that hangs hangs again.
            TestContext.Current.SendDiagnosticMessage($"{chapter} [{lost.Cell.Index}] {lost.Cell.Id} was lost and the chapter is run once more: {lost.Error}");
            return await RunOnceAsync(chapter);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<IReadOnlyList<CellEnd>> RunOnceAsync(string chapter)
    {
        await using var webview = await Webview.OpenAsync(chromium);
        await using var kernel = await InteractiveKernel.StartAsync(ChapterCell.Folder, webview);
        return await RunAsync(kernel, ChapterCell.Of(chapter));
    }

    private async Task<IReadOnlyList<CellEnd>> RunAsync(InteractiveKernel kernel, IReadOnlyList<ChapterCell> cells)
    {
        List<CellEnd> ends = [];
        foreach (var cell in cells)
        {
            var submission = await kernel.SubmitAsync(cell.Code, cell.Kernel, stop.Token);
            ends.Add(new(cell, submission.Error, submission.IsLost));
            if (submission.IsLost)
            {
                break;
            }
        }

        return ends;
    }
}

/// <summary>How a cell ended.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Error">Its first error, or null.</param>
/// <param name="IsLost">Whether it did not end at all. Cells after it did not run.</param>
internal sealed record CellEnd(ChapterCell Cell, string? Error, bool IsLost)
{
    /// <summary>Whether it ended as its tags say, which is how it ends in the workbook's own engine.</summary>
    public bool AsTagged => !IsLost && Error is not null == Cell.MustFail;
}
