namespace AsyncWorkbook.Engine.Languages;

/// <summary>
/// The kernels that notebooks can name. Whatever reads, runs, checks or shows notebooks takes one; a language is added to all of
/// that by adding it here.
/// </summary>
public sealed class KernelCatalog
{
    /// <summary>The kernel of cells of which nobody says anything else.</summary>
    public const string DefaultKernel = CSharpLanguage.Name;

    /// <summary>Kernels of Polyglot Notebooks that this engine does not have, by the names that select them there.</summary>
    private static readonly Dictionary<string, string> foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fsharp"] = "fsharp",
        ["f#"] = "fsharp",
        ["pwsh"] = "pwsh",
        ["powershell"] = "pwsh",
        ["http"] = "http",
        ["kql"] = "kql",
        ["sql"] = "sql",
        ["r"] = "r",
    };

    private readonly Dictionary<string, KernelDeclaration> byName = new(StringComparer.Ordinal);

    /// <summary>A catalog of some kernels.</summary>
    /// <param name="kernels">The kernels, in the order in which they are listed to people.</param>
    /// <exception cref="ArgumentException">Two have a name or alias in common.</exception>
    public KernelCatalog(IReadOnlyList<KernelDeclaration> kernels)
    {
        All = kernels;
        Names = [.. kernels.Select(kernel => kernel.Name)];
        foreach (var kernel in kernels)
        {
            foreach (var name in kernel.Aliases.Prepend(kernel.Name))
            {
                if (!byName.TryAdd(name, kernel))
                {
                    throw new ArgumentException($"the kernels {byName[name].Name} and {kernel.Name} are both called \"{name}\".", nameof(kernels));
                }
            }
        }
    }

    /// <summary>The kernels of this engine. A new language is a line here.</summary>
    public static KernelCatalog Standard { get; } = new(
    [
        CSharpLanguage.Declaration,
        JavaScriptLanguage.Declaration,
        PythonLanguage.Declaration,
        new TextFormat("html", "HTML", "text/html", "Show the text below as HTML.") { Extensions = [".html"] },
        new TextFormat("markdown", "Markdown", "text/markdown", "Show the text below as Markdown.") { Extensions = [".md"] },
        new TextFormat("mermaid", "Mermaid", "text/vnd.mermaid", "Show the text below as a Mermaid diagram."),
        new ValueStore(),
    ]);

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public IReadOnlyList<KernelDeclaration> All { get; }

    /// <summary>Those that run code.</summary>
    public IEnumerable<Language> Languages => All.OfType<Language>();

    /// <summary>The canonical names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a name selects a kernel in Polyglot Notebooks that this engine does not have.</summary>
    /// <returns>Its canonical name there, or null.</returns>
    public static string? Foreign(string name) => foreign.GetValueOrDefault(name);

    /// <summary>This catalog with one more language behind the others.</summary>
    /// <exception cref="ArgumentException">Its name or an alias is taken.</exception>
    public KernelCatalog With(Language language) => new([.. Languages, language, .. All.Where(kernel => kernel is not Language)]);

    /// <summary>The kernel behind a name or alias, or null if none is called so.</summary>
    public KernelDeclaration? Find(string nameOrAlias) => byName.GetValueOrDefault(nameOrAlias);

    /// <summary>The language behind a name or alias, or null if there is none, or it is no language.</summary>
    public Language? FindLanguage(string nameOrAlias) => Find(nameOrAlias) as Language;

    /// <summary>The canonical name behind a name or alias, or null if no kernel is called so.</summary>
    public string? Canonical(string nameOrAlias) => Find(nameOrAlias)?.Name;

    /// <summary>The kernel that runs a file when it is imported, by the end of its name such as <c>.py</c>; null if none does.</summary>
    public KernelDeclaration? OfExtension(string extension) =>
        All.FirstOrDefault(kernel => kernel.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));

    /// <summary>The language that the first word of a Markdown fence means, or null.</summary>
    public Language? OfFence(string word) =>
        FindLanguage(word) ?? Languages.FirstOrDefault(language => language.FenceWords.Contains(word, StringComparer.Ordinal));
}
