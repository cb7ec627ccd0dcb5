namespace AsyncWorkbook.Engine.Directives;

/// <summary>What the value of a parameter is, for those who complete it.</summary>
internal enum ParameterKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>Nothing: the option stands alone.</summary>
    Flag,

    /// <summary>The name of a kernel.</summary>
    Kernel,

    /// <summary>A literal, or <c>@kernel:name</c> and the like.</summary>
    Value,
}

/// <summary>Something that may follow a directive's name.</summary>
/// <param name="Name">The option without dashes.</param>
/// <param name="Value">What stands for its value in the usage, such as <c>FILE</c>; empty for a flag.</param>
/// <param name="Summary">What it is for, in one line.</param>
internal sealed record DirectiveParameter(string Name, string Value, string Summary)
{
    /// <summary>Whether the directive makes no sense without it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether its value may also be given alone, as the first word.</summary>
    public bool First { get; init; }

    /// <summary>Whether it is that word only, and no option.</summary>
    public bool Unnamed { get; init; }

    /// <summary>What its value is.</summary>
    public ParameterKind Kind { get; init; }

    /// <summary>How it is written, as in a usage line.</summary>
    public override string ToString()
    {
        var named = this switch
        {
            { Unnamed: true } => Value,
            { Kind: ParameterKind.Flag } => $"--{Name}",
            { First: true } => $"[--{Name}] {Value}",
            _ => $"--{Name} {Value}",
        };
        return Required ? named : $"[{named}]";
    }
}
