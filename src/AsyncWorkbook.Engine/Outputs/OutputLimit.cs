using System.Globalization;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>
/// Keeps what a cell shows small enough to keep: what goes beyond the limit is dropped, and a line in its place says how
/// much. Counted is what stands in the notebook: an update counts by what it adds, and what is cleared counts no more.
/// Errors are always shown.
/// </summary>
/// <param name="limit">Bytes that a cell may show.</param>
public sealed class OutputLimit(long limit)
{
    /// <summary>Bytes that a cell may show.</summary>
    internal long Bytes => limit;

    /// <summary>Held by whoever counts.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>The sizes of the displays that have an id.</summary>
    internal Dictionary<string, long> Displays { get; } = new(StringComparer.Ordinal);

    /// <summary>How many cells have been cut.</summary>
    internal int Notices { get; set; }

    /// <summary>Puts a cell's sink under the limit.</summary>
    public LimitedSink Begin(IOutputSink sink) => new(this, sink);

    /// <summary>A number of bytes as people write it, such as <c>1.5 MB</c>; a MB is a million.</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };
}
