using System.Text.Json.Nodes;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>A notebook whose one output is data of a component.</summary>
internal static class ComponentNotebook
{
    /// <summary>The notebook as text.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="component">The component's name, such as <c>player</c>.</param>
    /// <param name="data">What it draws.</param>
    /// <param name="before">Prose before it.</param>
    public static string Of(string title, string component, JsonNode? data, string before = "") => new JsonObject
    {
        ["cells"] = new JsonArray(
            new JsonObject { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = $"# {title}\n\n{before}" },
            new JsonObject
            {
                ["cell_type"] = "code",
                ["metadata"] = new JsonObject(),
                ["source"] = "1",
                ["outputs"] = new JsonArray(new JsonObject
                {
                    ["output_type"] = "display_data",
                    ["data"] = new JsonObject { [$"application/vnd.async-workbook.{component}+json"] = data },
                    ["metadata"] = new JsonObject(),
                }),
            }),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();
}
