using System.Diagnostics;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html;
using AsyncWorkbook.Engine.Html.Components;
using AsyncWorkbook.Engine.Html.Live;

[assembly: AssemblyFixture(typeof(AsyncWorkbook.Browser.Tests.ExportedSites))]

namespace AsyncWorkbook.Browser.Tests;

/// <summary>
/// The pages under test: <c>samples</c>, notebooks with recorded outputs of every kind, and <c>book</c>, the chapters as the command
/// line exports them. The variable <c>WORKBOOK_SITE</c> may name a folder with the book's pages instead.
/// </summary>
public sealed class ExportedSites : IDisposable
{
    /// <summary>The site of the chapters.</summary>
    public const string Book = "book";

    private readonly Lock gate = new();
    private readonly string folder = Directory.CreateTempSubdirectory("workbook-sites-").FullName;
    private readonly Lazy<string> samples;
    private readonly Lazy<string> book;

    public ExportedSites()
    {
        samples = new(ExportSamples);
        book = new(() => Environment.GetEnvironmentVariable("WORKBOOK_SITE") is { Length: > 0 } site ? site : ExportBook());
    }

    /// <summary>Every page, as site and file name. The names are known before anything is exported.</summary>
    public static TheoryData<string, string> Pages { get; } = new(
        PagesOf("samples", SampleNotebooks).Concat(PagesOf(Book, Repository.PathOf("notebooks"))));

    private static string SampleNotebooks => Repository.PathOf("tests", "samples");

    private static PageComponents Components => PageComponents.Load(Repository.PathOf("src", "page", "components"));

    /// <summary>The address of a page on disk; exports its site first.</summary>
    public Uri Address(string site, string file) => new(Path.Combine(Folder(site), file));

    /// <summary>The folder of a site; exports it first.</summary>
    public string Folder(string site) => Path.GetFullPath(site == "samples" ? samples.Value : book.Value);

    /// <summary>Exports a notebook made for one test.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="notebook">Its JSON.</param>
    /// <param name="trustOutputs">Whether its outputs may run scripts.</param>
    /// <param name="singleFile">Whether its page holds what it loads.</param>
    /// <param name="live">Whether its cells run in the page.</param>
    public Uri Export(string name, string notebook, bool trustOutputs = false, bool singleFile = false, bool live = false)
    {
        var site = Path.Combine(folder, live ? "runs" : name); // what makes cells live is 120 MB, and the same for all
        lock (gate)
        {
            Site.Write(
                [($"{name}.ipynb", Notebook.Parse(notebook))], site, trustOutputs: trustOutputs, components: Components, singleFile: singleFile,
                live: live ? new LiveBook(Runtimes(), path => new LiveNotebook($"notebooks/{path}") { Parameters = [new LiveParameter("boards", 1, 100, 1, "")] }) : null);
        }

        return new Uri(Path.Combine(site, $"{name}.html"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static LiveRuntimes Runtimes()
    {
        var runtimes = LiveRuntimes.Load(Repository.PathOf("artifacts", "workbook", "live"));
        Assert.True(runtimes is not null, "artifacts/workbook/live is not there; build it with: dotnet build src/publish.proj");
        return runtimes;
    }

    private static IEnumerable<(string Site, string File)> PagesOf(string site, string notebooks) =>
        Directory.GetFiles(notebooks, "*.ipynb").Order(StringComparer.Ordinal)
            .Select(path => Path.GetFileNameWithoutExtension(path) + ".html")
            .Prepend("index.html")
            .Distinct(StringComparer.Ordinal)
            .Select(file => (site, file));

    private string ExportSamples()
    {
        var site = Path.Combine(folder, "samples");
        var notebooks = Directory.GetFiles(SampleNotebooks, "*.ipynb").Order(StringComparer.Ordinal);
        Site.Write([.. notebooks.Select(path => (path, Notebook.Load(path)))], site, "Samples", components: Components);
        return site;
    }

    private string ExportBook()
    {
        var site = Path.Combine(folder, Book);
        var program = Repository.PathOf("artifacts", "workbook", OperatingSystem.IsWindows() ? "workbook.exe" : "workbook");
        Assert.True(File.Exists(program), $"{program} is not there; build it with: dotnet build src/publish.proj");
        using var process = Process.Start(new ProcessStartInfo(program, ["export", "--fresh", "--out", site])
        {
            WorkingDirectory = Repository.Top,
            RedirectStandardOutput = true, // errors go where the tests' own go
        })!;
        var progress = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"workbook export ended with {process.ExitCode}:\n{progress}");
        return site;
    }
}
