namespace AsyncWorkbook.Engine.Languages;

/// <summary>What there is to know of a kernel without starting it.</summary>
/// <param name="Name">The canonical name, such as <c>csharp</c>: lower case, letters first, no white space.</param>
/// <param name="DisplayName">The language or format as people call it, such as <c>C#</c>.</param>
/// <param name="Summary">What its selector does, in one line.</param>
public abstract record KernelDeclaration(string Name, string DisplayName, string Summary)
{
    /// <summary>Other names by which notebooks select it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How the names of files end that it runs when they are imported, such as <c>.py</c>.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}

/// <summary>A kernel that shows the text of its sections as it is.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="DisplayName">The format as people call it.</param>
/// <param name="Mime">The mime type of the text.</param>
/// <param name="Summary">What its selector does, in one line.</param>
public sealed record TextFormat(string Name, string DisplayName, string Mime, string Summary)
    : KernelDeclaration(Name, DisplayName, Summary);

/// <summary>The kernel that keeps the text of its sections for others to copy.</summary>
public sealed record ValueStore() : KernelDeclaration(KernelName, "Value", "Keep the text below, or a file, for other kernels to copy with #!set.")
{
    /// <summary>Its name: there is one.</summary>
    public const string KernelName = "value";
}
