using System.CommandLine;
using System.Text;
using System.Text.Json;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Engine.Checking;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook check</c>: says what is wrong with notebooks, without running them.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Say what keeps notebooks from being valid, portable and without dead links; nothing is run.");
        var paths = NotebookPaths.Argument();
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        command.Arguments.Add(paths);
        command.Options.Add(json);
        command.SetAction(async (result, _) =>
        {
            var files = NotebookFiles.Load(result.GetValue(paths)!);
            var found = files.AsParallel().AsOrdered().Select(file => (File: file, Findings: NotebookCheck.Check(file.Path, file.Notebook))).ToList();
            await result.InvocationConfiguration.Output.WriteLineAsync(result.GetValue(json) ? Json(found) : Plain(found));
            return found.All(each => each.Findings.Count == 0) ? ExitCode.Ok : ExitCode.CellFailed;
        });
        return command;
    }

    private static string Plain(IReadOnlyList<(NotebookFile File, IReadOnlyList<Finding> Findings)> found) => string.Join('\n', found
        .SelectMany(each => each.Findings.Select(finding => $"{each.File.Path}: {finding}"))
        .Append($"{Words.Count(found.Count, "notebook")}, {Words.Count(found.Sum(each => each.Findings.Count), "finding")}"));

    private static string Json(IReadOnlyList<(NotebookFile File, IReadOnlyList<Finding> Findings)> found)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("notebooks");
            foreach (var (file, findings) in found)
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteStartArray("findings");
                foreach (var finding in findings)
                {
                    Write(json, finding);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        if (finding.Cell is { } cell)
        {
            json.WriteNumber("cell", cell);
        }

        if (finding.Id is { } id)
        {
            json.WriteString("id", id);
        }

        if (finding.Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        json.WriteString("what", finding.What);
        json.WriteString("advice", finding.Advice);
        json.WriteEndObject();
    }
}
