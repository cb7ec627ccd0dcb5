using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>
/// A language whose cells a worker runs: all that the engine knows of it. What is left out has a plain default, so that a
/// language is a name and the way to start its worker, which speaks <c>src/workers/PROTOCOL.md</c>.
/// </summary>
/// <param name="Name">The canonical name of its kernel.</param>
/// <param name="DisplayName">The language as people call it.</param>
/// <param name="Launch">How to start its worker; asked at every start, so that a runtime may be installed meanwhile.</param>
public sealed record Language(string Name, string DisplayName, Func<WorkerHome, WorkerLaunch> Launch)
    : KernelDeclaration(Name, DisplayName, $"Run the code below as {DisplayName}.")
{
    /// <summary>Where its documentation begins; null if front ends are to show no link.</summary>
    public Uri? Documentation { get; init; }

    /// <summary>Words of Markdown fences, in lower case, that mean it besides its name and aliases.</summary>
    public IReadOnlyList<string> FenceWords { get; init; } = [];

    /// <summary>
    /// Finds what pages colour. The name of a group is its scope and becomes a class in the page; <c>nested_x</c> is text that
    /// is highlighted as language x; a name with a leading underscore only helps the expression along. Null for plain text.
    /// </summary>
    public Func<Regex>? Highlighting { get; init; }

    /// <summary>Finds comments and strings, so that a search does not find words in them; null if nobody needs to know.</summary>
    public Func<Regex>? CommentsAndStrings { get; init; }

    /// <summary>What keeps its code from running in every host; null if nothing is known.</summary>
    public Portability? Portability { get; init; }

    /// <summary>Whether <c>#r "..."</c> and <c>#i "..."</c> at the start of a line are directives in it.</summary>
    public bool HasReferences { get; init; }

    /// <summary>How it spells true, false and nothing.</summary>
    public (string True, string False, string Null) Constants { get; init; } = ("true", "false", "null");

    /// <summary>The assignment of a literal to a variable that is declared already.</summary>
    public Func<string, string, string> Assignment { get; init; } = (name, literal) => $"{name} = {literal};";

    /// <summary>The variables that a cell's code declares as numbers, or whole numbers, so that nothing else can be assigned to them.</summary>
    public Func<string, IEnumerable<(string Name, bool IsWhole)>> Numbers { get; init; } = _ => [];

    /// <summary>The code of a cell whose result is the value of an expression.</summary>
    public Func<string, string> Expression { get; init; } = expression => expression;

    /// <summary>
    /// The code, as long as it was, with comments and strings blanked out. Line ends stay, so positions keep their lines. It is
    /// read well enough for a search, not as a compiler does.
    /// </summary>
    public string WithoutStrings(string code) => CommentsAndStrings is null
        ? code
        : CommentsAndStrings().Replace(code, match => string.Concat(match.Value.Select(character => character is '\n' ? '\n' : ' ')));
}

/// <summary>What of a language's code does not run in every host.</summary>
/// <param name="Find">Finds it in the code of a section.</param>
/// <param name="ExcusedBy">The tags of cells that may hold such code.</param>
public sealed record Portability(Func<string, IEnumerable<CodeFinding>> Find, params IReadOnlyList<string> ExcusedBy)
{
    /// <summary>Whether a cell with these tags may hold such code.</summary>
    public bool Excuses(IEnumerable<string> tags) => tags.Any(tag => ExcusedBy.Contains(tag, StringComparer.Ordinal));
}

/// <summary>Something in code that should be otherwise.</summary>
/// <param name="Line">Its line in the code, from 0.</param>
/// <param name="What">What is wrong, as a clause that starts small.</param>
/// <param name="Advice">What to do, as a sentence.</param>
public sealed record CodeFinding(int Line, string What, string Advice)
{
    /// <summary>The finding at the first character of a match that is no white space.</summary>
    internal static CodeFinding At(Match match, string text, string what, string advice) =>
        new(text.AsSpan(0, match.Index + match.Length - match.Value.TrimStart().Length).Count('\n'), what, advice);
}
