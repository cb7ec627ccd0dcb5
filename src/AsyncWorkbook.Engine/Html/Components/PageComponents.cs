using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Html.Components;

/// <summary>
/// What a book shows besides the types that every page knows: a value of <c>application/vnd.async-workbook.NAME+json</c> is drawn by the
/// scripts in the folder <c>NAME</c>. The engine knows that there are such folders, not which.
/// </summary>
public sealed class PageComponents
{
    private const string prefix = "application/vnd.async-workbook.";
    private const string suffix = "+json";
    private const string atExport = "render.js";
    private const string inPage = "start.js";
    private const string style = "style.css";

    private readonly Dictionary<string, Component> components;
    private readonly Lazy<ComponentRenderer> renderer;

    private PageComponents(IReadOnlyList<string> shared, Dictionary<string, Component> components)
    {
        this.components = components;
        AtExport = [.. shared, .. components.Values.SelectMany(component => component.AtExport)];
        renderer = new(() => new ComponentRenderer(AtExport));
    }

    /// <summary>A book without any.</summary>
    public static PageComponents None { get; } = new([], []);

    /// <summary>The scripts that draw, in their order.</summary>
    internal IReadOnlyList<string> AtExport { get; }

    /// <summary>Reads a folder of components.</summary>
    /// <param name="folder">
    /// Scripts that all share, and a folder for each component: <c>render.js</c> draws a value when pages are written, <c>start.js</c>
    /// brings to life in the page what it has drawn, <c>style.css</c> says how it looks, other scripts are run before either. A folder
    /// without <c>render.js</c> is none. No folder, no components.
    /// </param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static PageComponents Load(string folder) => Directory.Exists(folder)
        ? new PageComponents(
            [.. Scripts(folder).Select(File.ReadAllText)],
            Directory.GetDirectories(folder).Where(each => File.Exists(Path.Combine(each, atExport))).Order(StringComparer.Ordinal)
                .ToDictionary(each => Path.GetFileName(each), Read, StringComparer.Ordinal))
        : None;

    /// <summary>Draws the first value that a component is for.</summary>
    /// <param name="types">Mime types with their JSON.</param>
    /// <returns>The component's name and its markup, in which nothing can run; null if there is none, or it cannot read the value.</returns>
    internal (string Name, HtmlMarkup Html)? Render(IEnumerable<KeyValuePair<string, string>> types)
    {
        foreach (var (type, json) in types)
        {
            if (NameOf(type) is { } name && components.TryGetValue(name, out var component) && renderer.Value.Render(name, json) is { } html)
            {
                // A script of data is read by no browser as one; what could end it is written otherwise.
                HtmlMarkup data = component.Script.Length == 0
                    ? HtmlMarkup.None
                    : $"<script type=\"application/json\">{HtmlMarkup.Trusted(json.Replace("<", "\\u003c", StringComparison.Ordinal))}</script>";
                return (name, $"<div class=\"component\" data-component=\"{name}\">{html}{data}</div>\n");
            }
        }

        return null;
    }

    /// <summary>How tall a value is in one of two columns, about, in pixels; null if no component draws it, or it needs the whole width.</summary>
    internal int? HeightOf(string type, string json) =>
        NameOf(type) is { } name && components.ContainsKey(name) ? renderer.Value.HeightOf(name, json) : null;

    /// <summary>Whether a component is for a type.</summary>
    internal bool Has(string type) => NameOf(type) is { } name && components.ContainsKey(name);

    /// <summary>The files that a page loads for a component: their names and contents.</summary>
    internal IEnumerable<(string Name, string Content)> FilesOf(string component)
    {
        var found = components[component];
        return new[] { ($"{component}.css", found.Style), ($"{component}.js", found.Script) }
            .Where(file => file.Item2.Length > 0)
            .Select(file => ($"component-{file.Item1}", file.Item2));
    }

    /// <summary>The files that pages load for all components.</summary>
    internal IEnumerable<(string Name, string Content)> AllFiles => components.Keys.Order(StringComparer.Ordinal).SelectMany(FilesOf);

    private static string? NameOf(string type) => type.StartsWith(prefix, StringComparison.Ordinal) && type.EndsWith(suffix, StringComparison.Ordinal) && type.Length > prefix.Length + suffix.Length
        ? type[prefix.Length..^suffix.Length]
        : null;

    private static Component Read(string folder)
    {
        var name = Path.GetFileName(folder);
        var before = Scripts(folder).Where(path => Path.GetFileName(path) is not (atExport or inPage)).Select(File.ReadAllText).ToList();
        var start = Path.Combine(folder, inPage);
        var sheet = Path.Combine(folder, style);
        return new Component(
            [.. before, File.ReadAllText(Path.Combine(folder, atExport))],
            File.Exists(start) ? ComponentRenderer.Begin(name, [.. before, File.ReadAllText(start)]) : "",
            File.Exists(sheet) ? File.ReadAllText(sheet) : "");
    }

    private static IEnumerable<string> Scripts(string folder) => Directory.GetFiles(folder, "*.js").Order(StringComparer.Ordinal);

    /// <param name="AtExport">What is run when pages are written.</param>
    /// <param name="Script">What a page loads; empty if the component needs none.</param>
    /// <param name="Style">The component's style sheet; empty if it has none.</param>
    private sealed record Component(IReadOnlyList<string> AtExport, string Script, string Style);
}
