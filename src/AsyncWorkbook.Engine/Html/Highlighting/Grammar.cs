using System.Text.RegularExpressions;
using ColorCode;
using ColorCode.Compilation;

namespace AsyncWorkbook.Engine.Html.Highlighting;

/// <summary>
/// A language for ColorCode as one regular expression, compiled with the program: ColorCode would build and interpret
/// its own at every start, and its JavaScript knows neither await nor templates.
/// </summary>
internal sealed class Grammar : ILanguage
{
    /// <summary>Makes a grammar.</summary>
    /// <param name="id">The language's name.</param>
    /// <param name="pattern">Finds what is coloured; see <see cref="Languages.Language.Highlighting"/> for the names of its groups.</param>
    public Grammar(string id, Regex pattern)
    {
        Id = id;
        Compiled = new CompiledLanguage(id, id, pattern, [.. pattern.GetGroupNames().Select(Scope)]);
    }

    public string Id { get; }

    public string Name => Id;

    public string CssClassName => Id;

    public string? FirstLinePattern => null;

    public CompiledLanguage Compiled { get; }

    public IList<LanguageRule> Rules => [];

    public bool HasAlias(string lang) => false;

    private static string? Scope(string group) => group switch
    {
        _ when char.IsAsciiDigit(group[0]) || group[0] == '_' => null,
        _ when group.StartsWith("nested_", StringComparison.Ordinal) => "&" + group["nested_".Length..],
        _ => group,
    };
}
