using System.CommandLine;
using AsyncWorkbook.Cli.Caching;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Html;
using AsyncWorkbook.Engine.Html.Components;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook export</c>: runs notebooks and writes them as pages to read.</summary>
internal static class ExportCommand
{
    /// <summary>What is exported when nothing is named.</summary>
    private const string ownTitle = "The async workbook";

    public static Command Create()
    {
        var command = new Command("export", "Run notebooks and write them as HTML pages that need no network.");
        var shared = new RunArguments(command);
        var output = new Option<string>("--out")
        {
            Description = "The folder for the pages.",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("artifacts", "site"),
        };
        var fresh = new Option<bool>("--fresh") { Description = "Run every notebook, also those in which nothing has changed since they ran." };
        var noExecute = new Option<bool>("--no-execute") { Description = "Show the outputs that the notebooks hold, and run nothing." };
        var trust = new Option<bool>("--trust")
        {
            Description = "Let outputs that came with a notebook, and were not made by running it here, run their scripts in its page.",
        };
        var title = new Option<string?>("--title")
        {
            Description = "What the site is called. [default: the heading of index.ipynb, or of the only notebook, or the folder's name]",
            HelpName = "text",
        };
        var singleFile = new Option<bool>("--single-file") { Description = "Write each notebook as one HTML file that holds all it needs, for mail or a folder of one's own." };
        command.Options.Add(output);
        command.Options.Add(fresh);
        command.Options.Add(noExecute);
        command.Options.Add(trust);
        command.Options.Add(title);
        command.Options.Add(singleFile);
        command.Validators.Add(result =>
        {
            var useless = shared.Running.Append(fresh).FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            if (result.GetValue(noExecute) && useless is not null)
            {
                result.AddError($"--no-execute runs nothing, so {useless.Name} has no use.");
            }
        });
        command.SetAction(async (result, interrupt) =>
        {
            var files = shared.Load(result);
            var folder = result.GetValue(output)!;
            WritableFolder.Require(folder);
            PageNames.RequireDistinct(files);
            var exitCode = ExitCode.Ok;
            CachedBook? book = null;
            if (!result.GetValue(noExecute))
            {
                await using var report = await RunArguments.ReportAsync(result, files, json: false);
                book = new CachedBook(files, new RunKey(shared.Sessions(result), folder), report);
                var changed = await book.ChangedAsync(result.GetValue(fresh)).WaitAsync(interrupt);
                exitCode = await shared.Run(result, changed, allowErrors: false, report).RunAsync(book.Ran, interrupt);
                report.Complete();
            }

            if (exitCode != ExitCode.Interrupted)
            {
                var index = Site.Write(
                    [.. files.Select(file => (file.Path, file.Notebook))],
                    folder,
                    result.GetValue(title) ?? (shared.NamesPaths(result) ? TitleOf(files) : ownTitle),
                    result.GetValue(trust),
                    path => result.InvocationConfiguration.Error.WriteLine(
                        $"{path}: left out scripts and the like of outputs that came with it; run its cells, or say --trust if you trust where it comes from."),
                    PageComponents.Load(Path.Combine(AppContext.BaseDirectory, "components")),
                    result.GetValue(singleFile));
                await result.InvocationConfiguration.Output.WriteLineAsync($"{index}: open it in a browser.");
            }

            await (book?.KeepAsync() ?? Task.CompletedTask);
            return exitCode;
        });
        return command;
    }

    private static string TitleOf(IReadOnlyList<NotebookFile> files)
    {
        var links = files.Select(file => ChapterLink.Of(file.Path, file.Notebook)).ToList();
        return links is [var only] ? only.Title
            : links.FirstOrDefault(link => link.IsStart)?.Title ?? Path.GetFileName(files[0].Folder);
    }
}
