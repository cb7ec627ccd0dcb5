using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>How directives are written: their help, and the check that a line keeps to it.</summary>
internal static class DirectiveUsage
{
    private static readonly string[] help = ["h", "help", "?"];

    /// <summary>Whether a line asks for help (<c>-h</c>) instead of the thing itself.</summary>
    public static bool IsHelp(DirectiveLine line) => help.Any(line.Options.ContainsKey);

    /// <summary>The help of a directive or kernel.</summary>
    /// <param name="name">How it is written, such as <c>#!time</c>.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="parameters">What may follow the name.</param>
    public static string Help(string name, string summary, IReadOnlyList<DirectiveParameter> parameters)
    {
        var rows = parameters.Select(parameter => (Left: Left(parameter), Right: parameter.Summary)).ToList();
        if (name.StartsWith("#!", StringComparison.Ordinal))
        {
            rows.Add(("-h, --help", "Show this help."));
        }

        var width = rows.Count == 0 ? 0 : rows.Max(row => row.Left.Length);
        return string.Join('\n', [
            summary,
            "",
            $"Usage: {Line(name, parameters)}",
            .. rows.Count == 0 ? Array.Empty<string>() : [""],
            .. rows.Select(row => $"  {row.Left.PadRight(width)}  {row.Right}"),
            "",
        ]);
    }

    /// <summary>Finds mistakes in a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="name">How its directive is written.</param>
    /// <param name="parameters">What may follow the name.</param>
    /// <returns>One line without the place, or null if there is none.</returns>
    public static string? Mistake(DirectiveLine line, string name, IReadOnlyList<DirectiveParameter> parameters)
    {
        var takes = parameters.Count == 0 ? "it takes no options" : $"it is written {Line(name, parameters)}";
        foreach (var (option, value) in line.Options)
        {
            if (parameters.FirstOrDefault(each => !each.Unnamed && each.Name == option) is not { } parameter)
            {
                return $"{name} has no option \"{Dashed(option)}\"; {takes}.";
            }

            if (value is null != (parameter.Kind == ParameterKind.Flag))
            {
                return value is null
                    ? $"{name} needs a value behind {Dashed(option)}; {takes}."
                    : $"{name} takes no value behind {Dashed(option)}, and here stands \"{value}\"; {takes}.";
            }
        }

        var words = parameters.Where(each => each.First && !line.Options.ContainsKey(each.Name)).ToList();
        if (line.Arguments.Count > words.Count)
        {
            return $"{name} cannot use \"{line.Arguments[words.Count]}\"; {takes}.";
        }

        var missing = parameters.FirstOrDefault(each =>
            each.Required && !line.Options.ContainsKey(each.Name) && words.IndexOf(each) is var place
            && (place < 0 || place >= line.Arguments.Count));
        return missing is null ? null : $"{name} needs {(missing.Unnamed ? missing.Value : $"--{missing.Name}")}; {takes}.";
    }

    private static string Line(string name, IReadOnlyList<DirectiveParameter> parameters) =>
        string.Join(' ', parameters.Select(parameter => parameter.ToString()).Prepend(name));

    private static string Left(DirectiveParameter parameter) => parameter switch
    {
        { Unnamed: true } => parameter.Value,
        { Kind: ParameterKind.Flag } => $"--{parameter.Name}",
        _ => $"--{parameter.Name} {parameter.Value}",
    };

    private static string Dashed(string option) => option.Length == 1 ? $"-{option}" : $"--{option}";
}
