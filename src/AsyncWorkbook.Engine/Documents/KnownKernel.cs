namespace AsyncWorkbook.Engine.Documents;

/// <summary>What there is to know of a kernel without starting it. Whatever names kernels reads it here.</summary>
/// <param name="Name">The canonical name, such as <c>csharp</c>.</param>
/// <param name="DisplayName">The language or format as people call it, such as <c>C#</c>.</param>
/// <param name="Summary">What its selector does, in one line.</param>
internal sealed record KnownKernel(string Name, string DisplayName, string Summary)
{
    /// <summary>All of them, in the order in which they are listed to people. A new language is a line here.</summary>
    public static IReadOnlyList<KnownKernel> All { get; } =
    [
        new("csharp", "C#", "Run the code below as C#.") { Aliases = ["c#", "C#", "cs"], Extensions = [".cs", ".csx"], IsLanguage = true },
        new("javascript", "JavaScript", "Run the code below as JavaScript.") { Aliases = ["js"], Extensions = [".js"], IsLanguage = true },
        new("python", "Python", "Run the code below as Python.") { Extensions = [".py"], IsLanguage = true },
        new("html", "HTML", "Show the text below as HTML.") { Extensions = [".html"] },
        new("markdown", "Markdown", "Show the text below as Markdown.") { Extensions = [".md"] },
        new("mermaid", "Mermaid", "Show the text below as a Mermaid diagram."),
        new("value", "Value", "Keep the text below, or a file, for other kernels to copy with #!set."),
    ];

    /// <summary>Other names by which notebooks select it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How the names of files end that it runs when they are imported.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Whether it runs code; others show or keep text.</summary>
    public bool IsLanguage { get; init; }

    /// <summary>A kernel by its canonical name, or null if there is none.</summary>
    public static KnownKernel? Find(string name) => All.FirstOrDefault(kernel => kernel.Name == name);
}
