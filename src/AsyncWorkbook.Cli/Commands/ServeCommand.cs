using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using AsyncWorkbook.Cli.Caching;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Serving;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook serve</c>: exports, serves the pages on this machine, and does so again whenever a file has changed.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Export notebooks, serve the pages on this machine, and keep both up to date while you write.");
        var shared = new RunArguments(command);
        var port = new Option<int>("--port")
        {
            Description = "Where the pages are served.",
            HelpName = "number",
            DefaultValueFactory = _ => 4400,
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
            {
                result.AddError("--port takes a number from 0 to 65535; 0 for any that is free.");
            }
        });
        var noOpen = new Option<bool>("--no-open") { Description = "Open no browser." };
        command.Options.Add(port);
        command.Options.Add(noOpen);
        command.SetAction(async (result, interrupt) =>
        {
            SiteServer.Try(result.GetValue(port));
            var output = result.InvocationConfiguration.Output;
            var export = new BookExport(shared, result) { Folder = BookExport.UsualFolder };
            var changes = new Changes(export.Folder);
            changes.Watch(FoldersOf(shared.Load(result))); // before anything runs: nothing is missed
            var (exitCode, index) = await export.RunAsync(interrupt);
            if (index is null)
            {
                return exitCode;
            }

            await using var server = await SiteServer.StartAsync(export.Folder, result.GetValue(port), interrupt);
            await output.WriteLineAsync($"{server.Address}: up to date; Ctrl-C ends it.");
            if (!result.GetValue(noOpen))
            {
                Open(server.Address);
            }

            while (!interrupt.IsCancellationRequested && !server.Ended.IsCompleted)
            {
                try
                {
                    var next = changes.NextAsync(interrupt);
                    if (await Task.WhenAny(next, server.Ended) != next)
                    {
                        break;
                    }

                    var changed = await next;
                    await output.WriteLineAsync($"{string.Join(", ", changed.Take(3).Select(path => Path.GetRelativePath(".", path)))}{(changed.Count > 3 ? " and more" : "")} changed.");
                    await export.RunAsync(interrupt);
                    changes.Watch(FoldersOf(shared.Load(result)));
                    await server.TellAsync();
                    await output.WriteLineAsync($"{server.Address}: up to date.");
                }
                catch (CommandException e)
                {
                    await output.WriteLineAsync($"workbook: {e.Message}"); // it is being written: the next change may be better
                }
                catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
                {
                    break;
                }
            }

            return interrupt.IsCancellationRequested
                ? ExitCode.Ok // whoever ends it meant to
                : throw new CommandException(ExitCode.Usage, "the program that serves the pages has ended; nothing is served any more.");
        });
        return command;
    }

    /// <summary>The folders of notebooks, and of all files that their cells name: data, the library in each language.</summary>
    private static IEnumerable<string> FoldersOf(IReadOnlyList<NotebookFile> files) =>
        files.Select(file => file.Folder).Concat(files.SelectMany(file => NotebookInputs.NamedBy(file)).Select(path => Path.GetDirectoryName(path)!)).Distinct(StringComparer.Ordinal);

    private static void Open(Uri address)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })?.Dispose();
        }
        catch (Win32Exception)
        {
            // no browser, or nobody knows which: the address stands above
        }
    }
}
