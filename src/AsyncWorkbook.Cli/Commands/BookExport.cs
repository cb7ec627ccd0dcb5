using System.CommandLine;
using AsyncWorkbook.Cli.Caching;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Live;
using AsyncWorkbook.Engine.Html;
using AsyncWorkbook.Engine.Html.Components;
using AsyncWorkbook.Engine.Html.Live;

namespace AsyncWorkbook.Cli.Commands;

/// <summary>One export, from reading the notebooks to the last page: what <c>export</c> does once and <c>serve</c> after each change.</summary>
/// <param name="arguments">Which notebooks, and how they run.</param>
/// <param name="result">The command line.</param>
internal sealed class BookExport(RunArguments arguments, ParseResult result)
{
    /// <summary>What is exported when nothing is named.</summary>
    private const string ownTitle = "The async workbook";

    /// <summary>Where the pages are when no folder is named.</summary>
    public static string UsualFolder { get; } = Path.Combine("artifacts", "site");

    /// <summary>The folder for the pages.</summary>
    public required string Folder { get; init; }

    /// <summary>What the site is called; null for what the notebooks say.</summary>
    public string? Title { get; init; }

    /// <summary>Whether notebooks run in which nothing has changed.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Whether anything runs.</summary>
    public bool Executes { get; init; } = true;

    /// <summary>Whether outputs that came with a notebook may run scripts.</summary>
    public bool TrustsOutputs { get; init; }

    /// <summary>Whether each page holds what it loads.</summary>
    public bool IsSingleFile { get; init; }

    /// <summary>Whether cells run in the reader's browser.</summary>
    public bool IsLive { get; init; } = true;

    /// <summary>Runs what has to run, and writes the pages.</summary>
    /// <returns>The exit code, and the path of <c>index.html</c>; null if it was interrupted before there was one.</returns>
    /// <exception cref="CommandException">A notebook cannot be read, or the folder cannot be written.</exception>
    public async Task<(int ExitCode, string? Index)> RunAsync(CancellationToken interrupt)
    {
        var files = arguments.Load(result);
        WritableFolder.Require(Folder);
        PageNames.RequireDistinct(files);
        var exitCode = ExitCode.Ok;
        CachedBook? book = null;
        if (Executes)
        {
            await using var report = await RunArguments.ReportAsync(result, files, json: false);
            book = new CachedBook(files, new RunKey(arguments.Sessions(result), Folder), report);
            var changed = await book.ChangedAsync(IsFresh).WaitAsync(interrupt);
            exitCode = await arguments.Run(result, changed, allowErrors: false, report).RunAsync(book.Ran, interrupt);
            report.Complete();
        }

        var index = exitCode == ExitCode.Interrupted ? null : Write(files);
        await (book?.KeepAsync() ?? Task.CompletedTask);
        return (exitCode, index);
    }

    private string Write(IReadOnlyList<NotebookFile> files) => Site.Write(
        [.. files.Select(file => (file.Path, file.Notebook))],
        Folder,
        Title ?? (arguments.NamesPaths(result) ? TitleOf(files) : ownTitle),
        TrustsOutputs,
        path => result.InvocationConfiguration.Error.WriteLine(
            $"{path}: left out scripts and the like of outputs that came with it; run its cells, or say --trust if you trust where it comes from."),
        PageComponents.Load(Path.Combine(AppContext.BaseDirectory, "components")),
        IsSingleFile,
        IsLive ? Live(files, Executes) : null);

    /// <summary>What makes the cells live; null if the program was built without.</summary>
    private static LiveBook? Live(IReadOnlyList<NotebookFile> files, bool hasRun) => LiveRuntimes.Load(LiveRuntimes.OwnFolder) is { } runtimes
        ? new LiveBook(runtimes, path => files.FirstOrDefault(file => file.Path == path) is { } file ? LiveNotebooks.Of(file, runtimes, hasRun) : null)
        : null;

    private static string TitleOf(IReadOnlyList<NotebookFile> files)
    {
        var links = files.Select(file => ChapterLink.Of(file.Path, file.Notebook)).ToList();
        return links is [var only] ? only.Title
            : links.FirstOrDefault(link => link.IsStart)?.Title ?? Path.GetFileName(files[0].Folder);
    }
}
