using System.Diagnostics;
using System.Globalization;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Mutants.Chapters;

namespace AsyncWorkbook.Mutants.Sweeping;

/// <summary>A session in which cells of a chapter run, in any order, as they are or changed.</summary>
public sealed class ChapterSession : IAsyncDisposable
{
    private const long memory = 2L << 30; // bytes a language: a loop without an end must not take the machine with it

    private readonly Session session;
    private readonly HashSet<CodeCell> ran = [];
    private int count;

    /// <summary>Opens a session in the chapter's folder.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="workers">The folder with the workers; <c>dotnet build src/publish.proj</c> makes it.</param>
    public ChapterSession(ChapterCode chapter, string workers)
    {
        session = new Session(new SessionOptions
        {
            WorkingDirectory = Path.GetDirectoryName(chapter.Path)!,
            Workers = workers,
            MemoryLimit = memory,
        });
        session.Kernels.Start(["csharp", "javascript", "python"]);
    }

    /// <summary>How many C# cells have run.</summary>
    public int Submissions { get; private set; }

    /// <summary>Whether the cell has run in it.</summary>
    public bool HasRun(CodeCell cell) => ran.Contains(cell);

    /// <summary>Runs a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="source">Its text, as it is or changed.</param>
    /// <param name="limit">How long it may take.</param>
    public async Task<CellOutcome> RunAsync(CodeCell cell, string source, TimeSpan limit)
    {
        Submissions += cell.Language == "csharp" ? 1 : 0;
        ran.Add(cell);
        var outputs = new NotebookOutputs();
        var sink = outputs.Begin(++count);
        var clock = Stopwatch.StartNew();
        var file = string.Create(CultureInfo.InvariantCulture, $"cell {cell.Index}");
        var status = await session.ExecuteAsync(source, cell.Kernel, file, sink, limit, CancellationToken.None);
        clock.Stop();
        outputs.Close();
        return new CellOutcome(status == CellStatus.Error && cell.IsToFail ? CellStatus.ExpectedError : status, sink.Outputs, clock.Elapsed);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();
}
