using System.Globalization;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>The words that reports share.</summary>
internal static class Words
{
    /// <summary>What is said of a notebook that did not have to run.</summary>
    public const string Recalled = "unchanged, its outputs came from the cache";

    /// <summary>A cell's status, as <c>--json</c> and people read it.</summary>
    public static string Of(CellStatus status) => status switch
    {
        CellStatus.Ok => "ok",
        CellStatus.Error => "error",
        CellStatus.Timeout => "timeout",
        CellStatus.Interrupted => "interrupted",
        CellStatus.Skipped => "skipped",
        CellStatus.ExpectedError => "expected-error",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>A duration with three digits at most and its unit.</summary>
    public static string Of(TimeSpan elapsed) => elapsed.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s");

    /// <summary>A count with its noun.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A notebook's result in a few words.</summary>
    /// <param name="result">How its cells went.</param>
    /// <param name="failedChecks">How many of the checks in its cells have failed.</param>
    public static string Of(NotebookResult result, int failedChecks = 0)
    {
        var ran = result.Cells.Count(cell => cell.Status != CellStatus.Skipped);
        var failed = result.Cells.FirstOrDefault(cell => cell.Status is CellStatus.Error or CellStatus.Timeout or CellStatus.Interrupted);
        var text = Count(ran, "cell") + $" in {Of(TimeSpan.FromTicks(result.Cells.Sum(cell => cell.Elapsed.Ticks)))}";
        var failure = failed is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; cell {failed.Index}: {Of(failed.Status)}");
        var bugs = failedChecks == 0 ? "" : $"; {Count(failedChecks, "check")} failed";
        return $"{(result.Succeeded && failedChecks == 0 ? "ok" : "failed")}, {text}{failure}{bugs}";
    }

    /// <summary>What has failed, in one line.</summary>
    public static string Of(Check failed) =>
        FirstLine(failed.Reason.Length == 0 ? $"check failed: {failed.Name}" : $"check failed: {failed.Name}: {failed.Reason}");

    /// <summary>The error that a cell has recorded, in one line; null if it has none.</summary>
    public static string? Error(NotebookFile file, int index)
    {
        var error = file.Notebook.Cells[index].Outputs.Select(NbformatOutput.Read).OfType<ErrorOutput>().LastOrDefault();
        return error is null ? null : $"{error.Name}: {FirstLine(error.Value)}";
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
