namespace AsyncWorkbook.Engine.Html;

/// <summary>The files that pages load from the folder <c>assets</c> beside it. They stand beside this program, too.</summary>
public static class PageAssets
{
    /// <summary>Where the program keeps them.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "assets");

    /// <summary>What others have made of it, and under which licences; no page loads it.</summary>
    public const string Notices = "THIRD-PARTY-NOTICES.md";

    /// <summary>What draws diagrams in Mermaid's notation; only pages that have some load it.</summary>
    public const string Mermaid = "mermaid.min.js";

    /// <summary>What draws charts.</summary>
    public const string Plotly = "plotly-cartesian.min.js";

    /// <summary>What reads the index of the search.</summary>
    public const string Search = "minisearch.js";

    /// <summary>What finds and shows, once somebody searches.</summary>
    public const string SearchFound = "search-found.js";

    /// <summary>The names of those that every site has.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "workbook.css", SeldomStyles.File, "theme.js", "load.js", "workbook.js", "languages.js", "search.js", SearchFound, Search, "charts.js", Plotly, "diagrams.js",
        "source-serif-4.woff2", "source-serif-4-italic.woff2", "source-sans-3.woff2", "source-code-pro.woff2",
    ];

    /// <summary>What pages with live cells load: their buttons at once, and how pressed ones look.</summary>
    public static IReadOnlyList<string> LiveNames { get; } = ["live.css", "live-pressed.css", "live.js"];

    /// <summary>Reads one.</summary>
    /// <exception cref="FileNotFoundException">The program was built without it; the message says what to do.</exception>
    public static byte[] Read(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new FileNotFoundException(
                $"{path}: a file that pages need is missing; install the workbook again, or build it with: dotnet build src/publish.proj", path);
    }
}
