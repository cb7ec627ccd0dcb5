using System.Globalization;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>JavaScript in Node, written so that browsers run it, too.</summary>
internal static partial class JavaScriptLanguage
{
    public const string Name = "javascript";

    public static Language Declaration { get; } = new(Name, "JavaScript", Launch)
    {
        Aliases = ["js"],
        Extensions = [".js"],
        Documentation = new Uri("https://developer.mozilla.org/docs/Web/JavaScript"),
        FenceWords = ["json"],
        Highlighting = JavaScriptGrammar.Pattern,
        CommentsAndStrings = CommentsAndStrings,
        Portability = new Portability(JavaScriptPortability.Find, "local-only", "node-only"),
        Expression = expression => $"return ({expression});", // cells are bodies of functions
    };

    private static WorkerLaunch Launch(WorkerHome home) => new(
        Runtimes.Node(),
        [
            .. home.MemoryLimit is { } bytes ? [string.Create(CultureInfo.InvariantCulture, $"--max-old-space-size={bytes >> 20}")] : Array.Empty<string>(),
            home.File(Name, "worker.mjs"),
        ],
        LastWords: new Dictionary<string, string>
        {
            ["JavaScript heap out of memory"] = "it ran out of memory",
            ["A cell has taken away what every JavaScript cell needs."] = "it has taken away what every JavaScript cell needs",
        });

    /// <summary>A regular expression of JavaScript that holds a quote is taken for a string.</summary>
    [GeneratedRegex("""
        //[^\n]*|/\*[\s\S]*?\*/|`(?:\\[\s\S]|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndStrings();
}
