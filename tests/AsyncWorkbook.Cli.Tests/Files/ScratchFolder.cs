using System.Text.Json.Nodes;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Tests.Files;

/// <summary>A folder of files for one test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-files-");

    public string Path => folder.FullName;

    /// <summary>The full path of what would be there.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file and gives its full path.</summary>
    public string Write(string name, string text = "text")
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A notebook of C# cells in this folder. It is not written.</summary>
    public NotebookFile Notebook(string name, params string[] cells) => new(At(name), Of(cells));

    /// <summary>A notebook of C# cells.</summary>
    public static Notebook Of(params string[] cells) => Engine.Documents.Notebook.Parse(new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select((source, index) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = $"cell-{index}",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        })]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString());

    public void Dispose() => folder.Delete(recursive: true);
}
