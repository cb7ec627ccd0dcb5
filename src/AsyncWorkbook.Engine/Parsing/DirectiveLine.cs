namespace AsyncWorkbook.Engine.Parsing;

/// <summary>A line such as <c>#!set --name x --value 1</c>, in its parts.</summary>
/// <param name="Name">The word after <c>#!</c>, or <c>r</c> or <c>i</c>.</param>
/// <param name="Arguments">The words that belong to no option.</param>
/// <param name="Options">Option name without dashes to its value; null for a flag.</param>
/// <param name="Text">The line as it stands in the cell.</param>
public sealed record DirectiveLine(
    string Name, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Options, string Text)
{
    /// <summary>The name as it is written, such as <c>#!set</c> or <c>#r</c>.</summary>
    public string FullName => (Text[1] == '!' ? "#!" : "#") + Name;

    /// <summary>An option's value.</summary>
    /// <exception cref="DirectiveException">It is not given.</exception>
    public string Required(string option) => Optional(option)
        ?? throw new DirectiveException($"{FullName} needs --{option}: {Text.Trim()}");

    /// <summary>An option's value, or null if it is not given.</summary>
    public string? Optional(string option) => Options.GetValueOrDefault(option);

    /// <summary>The option's value, or else the first argument.</summary>
    /// <exception cref="DirectiveException">Neither is given.</exception>
    public string OptionOrFirst(string option) => Optional(option) ?? (Arguments is [var first, ..] ? first : null) ?? Required(option);
}
