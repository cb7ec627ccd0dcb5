using System.Text;
using System.Text.Json;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>One JSON document at the end, and nothing else.</summary>
/// <param name="output">Where it goes.</param>
internal sealed class JsonReport(TextWriter output) : IRunReport
{
    private readonly List<(NotebookFile File, NotebookResult Result)> notebooks = [];

    public void Begin(NotebookFile file)
    {
    }

    public void BeginCell(NotebookFile file, int index)
    {
    }

    public void EndCell(NotebookFile file, CellResult result)
    {
    }

    public void End(NotebookFile file, NotebookResult result) => notebooks.Add((file, result));

    public void Recall(NotebookFile file)
    {
        // Only run tells JSON, and it runs every notebook.
    }

    public void Complete()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("notebooks");
            foreach (var (file, result) in notebooks)
            {
                Write(json, file, result);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Write(Utf8JsonWriter json, NotebookFile file, NotebookResult result)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("status", result.Succeeded && FailedChecks.Of(file, result).Count == 0 ? "ok" : "failed");
        json.WriteStartArray("cells");
        foreach (var cell in result.Cells)
        {
            json.WriteStartObject();
            json.WriteNumber("index", cell.Index);
            json.WriteString("kernel", cell.Kernel);
            json.WriteString("status", Words.Of(cell.Status));
            json.WriteNumber("milliseconds", Math.Round(cell.Elapsed.TotalMilliseconds, 3));
            json.WriteStartArray("failedChecks");
            foreach (var check in FailedChecks.Of(file, cell))
            {
                json.WriteStartObject();
                json.WriteString("name", check.Name);
                json.WriteString("reason", check.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
