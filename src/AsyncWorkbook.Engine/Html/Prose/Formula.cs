using System.Reflection;
using AsyncWorkbook.Engine.Html.Markup;
using Jint;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>Formulas in TeX become MathML, which browsers draw and readers aloud speak without a script: Temml makes it, here.</summary>
internal static class Formula
{
    /// <summary>Longer ones are no formulas.</summary>
    private const int longest = 20_000;

    private const int deepest = 1_000;
    private const int stack = 64 << 20;

    private static readonly Lock gate = new();
    private static readonly Lazy<Jint.Engine?> temml = new(Load);

    /// <summary>Renders a formula; one that Temml cannot read is shown as it is written.</summary>
    /// <param name="tex">The formula without its dollars.</param>
    /// <param name="isBlock">Whether it stands on lines of its own.</param>
    public static HtmlMarkup Render(string tex, bool isBlock) =>
        MathMl(tex, isBlock) is { } math ? HtmlMarkup.Trusted(math) : $"<code class=\"formula\">{tex.Trim()}</code>";

    /// <summary>A text of <c>text/latex</c>: a formula between dollars or brackets, or one environment; null if it is no formula.</summary>
    public static HtmlMarkup? OfLatex(string latex)
    {
        var text = latex.Trim();
        var (tex, isBlock) = text switch
        {
            ['$', '$', .. var inner, '$', '$'] => (inner, true),
            ['$', .. var inner, '$'] => (inner, true),
            ['\\', '[', .. var inner, '\\', ']'] => (inner, true),
            ['\\', '(', .. var inner, '\\', ')'] => (inner, true),
            _ when text.StartsWith(@"\begin{", StringComparison.Ordinal) => (text, true),
            _ => ("", false),
        };
        return tex.Length > 0 && !tex.Contains('$', StringComparison.Ordinal) && MathMl(tex, isBlock) is { } math ? HtmlMarkup.Trusted(math) : null;
    }

    private static string? MathMl(string tex, bool isBlock)
    {
        if (tex.Length > longest)
        {
            return null;
        }

        // A formula may nest deeply: it gets a stack of its own, which nothing else can have used up.
        string? math = null;
        var thread = new Thread(() => math = Call(tex, isBlock), stack);
        thread.Start();
        thread.Join();
        return math;
    }

    private static string? Call(string tex, bool isBlock)
    {
        lock (gate)
        {
            try
            {
                return temml.Value?.Invoke("render", tex, isBlock).AsString();
            }
            catch (JintException)
            {
                return null; // not TeX, or more than a formula should ask for
            }
        }
    }

    /// <summary>Null if the program was built without Temml.</summary>
    private static Jint.Engine? Load()
    {
        using var script = Assembly.GetExecutingAssembly().GetManifestResourceStream("temml.min.js");
        if (script is null)
        {
            return null;
        }

        using var reader = new StreamReader(script);
        return new Jint.Engine(options => options.LimitRecursion(deepest).LimitMemory(256 << 20))
            .Execute(reader.ReadToEnd())
            .Execute("function render(tex, displayMode) { return temml.renderToString(tex, { displayMode, throwOnError: true, trust: false }); }");
    }
}
