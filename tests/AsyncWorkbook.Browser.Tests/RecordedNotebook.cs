using System.Text.Json.Nodes;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>A notebook whose cells have ids c0, c1 and so on, and each a recorded output.</summary>
internal static class RecordedNotebook
{
    /// <summary>The notebook as text.</summary>
    /// <param name="cells">Kernels and sources.</param>
    public static string Of(params (string Kernel, string Source)[] cells) => Of([.. cells.Select(cell => (cell.Kernel, cell.Source, ""))]);

    /// <summary>The notebook as text.</summary>
    /// <param name="cells">Kernels, sources, and each a tag or none.</param>
    public static string Of(params (string Kernel, string Source, string Tag)[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select((cell, index) => new JsonObject
        {
            ["cell_type"] = "code",
            ["id"] = $"c{index}",
            ["metadata"] = new JsonObject
            {
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = cell.Kernel },
                ["tags"] = cell.Tag.Length > 0 ? new JsonArray(cell.Tag) : new JsonArray(),
            },
            ["source"] = cell.Source,
            ["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "as it was" }),
        })]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();
}
