using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using AsyncWorkbook.Cli.Live;
using AsyncWorkbook.Engine.Html.Live;

namespace AsyncWorkbook.Cli.Tests.Files;

/// <summary>Which files go into a page for its live cells.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LiveNotebookTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public LiveNotebookTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "links are others there");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_link_of_a_book_publishes_what_lies_elsewhere(bool hasRun)
    {
        folder.Write("own/secret.json");
        folder.Write("own/more/secret.txt");
        folder.Write("book/notebooks/.hidden/secret.json");
        folder.Write("book/notebooks/secret.pem");
        folder.Write("book/notebooks/data.json");
        Link("book/notebooks/file.json", "own/secret.json");
        Link("book/notebooks/folder", "own/more");
        Link("book/notebooks/hidden.json", "book/notebooks/.hidden/secret.json");
        Link("book/notebooks/other.json", "book/notebooks/secret.pem");
        Link("book/notebooks/nowhere.json", "own/nothing.json");
        Link("book/notebooks/inside.json", "book/notebooks/data.json");
        Assert.Equal(["/book/notebooks/data.json", "/book/notebooks/inside.json"], Files(hasRun));
    }

    [Fact]
    public void A_book_may_lie_where_a_link_leads()
    {
        folder.Write("real/notebooks/data.json");
        Link("book", "real");
        Assert.Equal(["/book/notebooks/data.json"], Files(hasRun: true));
    }

    [Theory]
    [InlineData("local-only")]
    [InlineData("node-only")]
    [InlineData("skip-execution")]
    public void What_only_cells_name_that_stay_recorded_is_not_in_a_page(string tag)
    {
        folder.Write("book/notebooks/here.json");
        folder.Write("book/notebooks/data.json");
        var notebook = folder.Notebook("book/notebooks/a.ipynb", "read('here.json')", "read('data.json')");
        Assert.Equal(["/book/notebooks/data.json", "/book/notebooks/here.json"], LiveNotebooks.Of(notebook, Runtimes(), hasRun: true).Files.Keys);
        notebook.Notebook.Cells[0].Metadata["tags"] = new JsonArray(tag);
        Assert.Equal(["/book/notebooks/data.json"], LiveNotebooks.Of(notebook, Runtimes(), hasRun: true).Files.Keys);
    }

    private IEnumerable<string> Files(bool hasRun) => LiveNotebooks.Of(
        folder.Notebook("book/notebooks/a.ipynb", "read('data.json', 'file.json', 'folder/secret.txt', 'hidden.json', 'other.json', 'nowhere.json', 'inside.json')"),
        Runtimes(),
        hasRun).Files.Keys;

    private LiveRuntimes Runtimes()
    {
        folder.Write("runtimes/manifest.json", """{ "scripts": {}, "languages": { "csharp": {} } }""");
        return LiveRuntimes.Load(folder.At("runtimes"))!;
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(folder.At(name), folder.At(target));
}
