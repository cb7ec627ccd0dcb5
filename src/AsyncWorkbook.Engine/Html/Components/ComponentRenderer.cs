using AsyncWorkbook.Engine.Html.Markup;
using Jint;

namespace AsyncWorkbook.Engine.Html.Components;

/// <summary>
/// Runs the scripts of components here, without a browser. They belong to the book and are trusted to mean well, but the values are the
/// notebook's: so what they write is read again, and loses whatever could run.
/// </summary>
internal sealed class ComponentRenderer(IReadOnlyList<string> scripts)
{
    private const int deepest = 1_000;
    private const int mostStatements = 50_000_000;

    private readonly Lock gate = new();
    private readonly Lazy<Jint.Engine> engine = new(() => Load(scripts));

    /// <summary>Draws a value; null if the component says that it is none of its own.</summary>
    public HtmlMarkup? Render(string component, string json)
    {
        lock (gate)
        {
            try
            {
                return ComponentSanitizer.Clean(engine.Value.Invoke("renderComponent", component, json).AsString());
            }
            catch (Exception error) when (error is JintException or ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>How tall a value is in a column; null if the component does not say, or refuses the value.</summary>
    public int? HeightOf(string component, string json)
    {
        lock (gate)
        {
            try
            {
                return engine.Value.Invoke("componentHeight", component, json) is { } height && height.IsNumber() ? (int)height.AsNumber() : null;
            }
            catch (Exception error) when (error is JintException or ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>What a page loads: the component's scripts, and the call that starts it wherever the page has one.</summary>
    public static string Begin(string component, IReadOnlyList<string> scripts) => $$"""
        globalThis.workbookPage = { starts: {}, ...globalThis.workbookPage };
        {{string.Join("\n", scripts)}}
        document.querySelectorAll('[data-component="{{component}}"]').forEach(place => workbookPage.starts["{{component}}"](place.firstElementChild, JSON.parse(place.lastElementChild.textContent)));

        """;

    private static Jint.Engine Load(IReadOnlyList<string> scripts)
    {
        var engine = new Jint.Engine(options => options.LimitRecursion(deepest).LimitMemory(256 << 20).MaxStatements(mostStatements));
        foreach (var script in scripts)
        {
            engine.Execute(script);
        }

        return engine.Execute("""
            function renderComponent(name, json) { return workbookPage.renders[name](JSON.parse(json)); }
            function componentHeight(name, json) { return workbookPage.heights?.[name]?.(JSON.parse(json)); }
            """);
    }
}
