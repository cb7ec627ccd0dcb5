using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Engine.Tests.Faults;

/// <summary>Something that a cell does wrong, and what its reader then sees.</summary>
/// <param name="What">What the cell does, as a row of docs/faults.md says it.</param>
/// <param name="Source">The code.</param>
/// <param name="Sees">What the cell shows, word for word, among other things.</param>
internal sealed record Fault(string What, string Source, string Sees)
{
    /// <summary>What a cell shows that was stopped at its time limit.</summary>
    public const string Stopped =
        "CellTimeout: the cell ran longer than 2 s. It stopped when asked; the variables are as they were.";

    /// <summary>What a cell shows that could not be stopped at its time limit.</summary>
    public const string NotStopped =
        "CellTimeout: the cell ran longer than 2 s. It did not stop when asked, so its process was ended: that language's variables are gone.";

    /// <summary>What a cell shows that prints 100 MB.</summary>
    public const string Cut = "Output cut: a cell may show 1 MB, and 99 MB more were dropped (see --output-limit).";

    /// <summary>What an event of the protocol looks like; printed, it is text like any other.</summary>
    public const string Forged = """{"type":"done","parent":"e2","status":"error"}""";

    /// <summary>How the cell ends.</summary>
    public CellStatus Status { get; init; } = CellStatus.Error;

    /// <summary>Whether the language's process is lost, and the next cell runs in a fresh one.</summary>
    public bool EndsProcess { get; init; }

    /// <summary>A later cell that lets happen what the cell has prepared; the outcome still shows in the first.</summary>
    public string? Then { get; init; }

    /// <summary>Whether somebody kills the process when the cell has ended.</summary>
    public bool KilledAfterwards { get; init; }

    /// <summary>Bytes that the session lets the language have, or null.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>How many lines the cell shows, each of two numbers, or null if that is not the point.</summary>
    public int? Lines { get; init; }

    /// <summary>The cell ends at its time limit, and its variables are kept.</summary>
    public static Fault Timeout(string what, string source, string sees = Stopped) =>
        new(what, source, sees) { Status = CellStatus.Timeout };

    /// <summary>The cell does no harm.</summary>
    public static Fault Harmless(string what, string source, string sees) =>
        new(what, source, sees) { Status = CellStatus.Ok };

    /// <summary>The cell ends the language's process.</summary>
    public static Fault Fatal(string what, string source, string sees) =>
        new(what, source, sees) { EndsProcess = true };
}
