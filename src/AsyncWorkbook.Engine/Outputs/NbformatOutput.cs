using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>Outputs as nbformat records them in a notebook's file.</summary>
public static class NbformatOutput
{
    /// <summary>Reads a recorded output, whoever recorded it.</summary>
    /// <param name="json">It, as it stands in the file.</param>
    /// <returns>The output, or null for a shape that nbformat does not know. Text in its data may be an array of lines.</returns>
    public static Output? Read(JsonObject json) => NotebookCell.Text(json["output_type"]) switch
    {
        "stream" => new StreamOutput(NotebookCell.Text(json["name"]), NotebookCell.Text(json["text"])),
        "display_data" when json["data"] is JsonObject data => new DisplayOutput(data, Metadata(json)),
        "execute_result" when json["data"] is JsonObject data => new ResultOutput(data, Metadata(json)),
        "error" => new ErrorOutput(
            NotebookCell.Text(json["ename"]),
            NotebookCell.Text(json["evalue"]),
            [.. (json["traceback"] as JsonArray ?? []).Select(NotebookCell.Text)]),
        _ => null,
    };

    /// <summary>Records an output.</summary>
    /// <param name="output">What a cell shows: text, a display, a result or an error.</param>
    /// <param name="executionCount">How many code cells have run with that one.</param>
    /// <returns>JSON that shares nothing with the output, or null for what is no output of its own, such as an update.</returns>
    public static JsonObject? Write(Output output, int executionCount) => output switch
    {
        StreamOutput stream => new JsonObject
        {
            ["name"] = stream.Name,
            ["output_type"] = "stream",
            ["text"] = Notebook.Lines(stream.Text),
        },
        DisplayOutput display => new JsonObject
        {
            ["data"] = display.Data.DeepClone(),
            ["metadata"] = display.Metadata.DeepClone(),
            ["output_type"] = "display_data",
        },
        ResultOutput result => new JsonObject
        {
            ["data"] = result.Data.DeepClone(),
            ["execution_count"] = executionCount,
            ["metadata"] = result.Metadata.DeepClone(),
            ["output_type"] = "execute_result",
        },
        ErrorOutput error => new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Value,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        },
        _ => null,
    };

    private static JsonObject Metadata(JsonObject json) => json["metadata"] as JsonObject ?? [];
}
