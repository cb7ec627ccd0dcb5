using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>Makes notebooks of a few cells, exports them and reads the page as a browser would.</summary>
internal static class ExportedPage
{
    public static string Samples => Repository.PathOf("tests", "samples");

    public static JsonObject Markdown(string source) => new()
    {
        ["cell_type"] = "markdown",
        ["metadata"] = new JsonObject(),
        ["source"] = source,
    };

    public static JsonObject Code(string source, params JsonObject[] outputs) => new()
    {
        ["cell_type"] = "code",
        ["metadata"] = new JsonObject(),
        ["source"] = source,
        ["outputs"] = new JsonArray([.. outputs]),
    };

    public static JsonObject Tagged(this JsonObject cell, string tag)
    {
        cell["metadata"]!["tags"] = new JsonArray(tag);
        return cell;
    }

    public static JsonObject In(this JsonObject cell, string kernel)
    {
        cell["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel };
        return cell;
    }

    public static JsonObject Stream(string text, string name = "stdout") => new()
    {
        ["output_type"] = "stream",
        ["name"] = name,
        ["text"] = text,
    };

    public static JsonObject Display(params (string Mime, JsonNode? Content)[] data) => new()
    {
        ["output_type"] = "display_data",
        ["data"] = new JsonObject(data.Select(entry => KeyValuePair.Create(entry.Mime, entry.Content))),
        ["metadata"] = new JsonObject(),
    };

    public static JsonObject Error(string name, string value, params string[] traceback) => new()
    {
        ["output_type"] = "error",
        ["ename"] = name,
        ["evalue"] = value,
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    };

    public static Notebook Notebook(params JsonObject[] cells) => Engine.Documents.Notebook.Parse(new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString());

    public static string Text(params JsonObject[] cells) => Text(trustsOutputs: false, cells);

    public static string Text(bool trustsOutputs, params JsonObject[] cells)
    {
        var notebook = Notebook(cells);
        return HtmlExporter.Export(notebook, new PageContext("01-chapter.ipynb", notebook) { TrustsOutputs = trustsOutputs });
    }

    public static IHtmlDocument Of(params JsonObject[] cells) => Read(Text(cells));

    /// <summary>The page of one who trusts where the notebook comes from.</summary>
    public static IHtmlDocument Trusted(params JsonObject[] cells) => Read(Text(trustsOutputs: true, cells));

    public static IHtmlDocument Read(string page) => new HtmlParser().ParseDocument(page);
}
