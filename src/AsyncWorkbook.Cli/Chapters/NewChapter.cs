using System.Text.RegularExpressions;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Files;

namespace AsyncWorkbook.Cli.Chapters;

/// <summary>A chapter's skeleton and the spec of its problem, from which an author starts: they run, and all rows are parity.</summary>
internal sealed partial class NewChapter
{
    private readonly string name;

    /// <param name="name">Two digits and small words with hyphens between them, such as <c>14-back-pressure</c>.</param>
    /// <param name="folder">The top folder of the book.</param>
    /// <exception cref="CommandException">The name is none, or it is not a book's folder.</exception>
    public NewChapter(string name, string folder)
    {
        if (!Name().IsMatch(name))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"\"{name.ReplaceLineEndings(" ")}\" is no chapter's name: it is two digits and small words, with hyphens between them, such as 14-back-pressure.");
        }

        var setUp = Path.Combine("notebooks", "set-up.dib");
        if (!File.Exists(Path.Combine(folder, setUp)))
        {
            throw new CommandException(
                ExitCode.Usage, $"there is no {setUp} here, which every chapter imports; say it in the top folder of the book.");
        }

        this.name = name;
        Notebook = Path.Combine(folder, "notebooks", $"{name}.ipynb");
        Spec = Path.Combine(folder, "data", $"p{name}.json");
    }

    /// <summary>The path of the notebook.</summary>
    public string Notebook { get; }

    /// <summary>The path of the spec.</summary>
    public string Spec { get; }

    /// <summary>Writes both.</summary>
    /// <exception cref="CommandException">One of them, or a chapter of that number, is there already; nothing is written.</exception>
    public void Write()
    {
        if (new[] { Notebook, Spec }.FirstOrDefault(Path.Exists) is { } taken)
        {
            throw new CommandException(ExitCode.Usage, $"{taken} exists already; choose another name.");
        }

        if (Directory.EnumerateFiles(Path.GetDirectoryName(Notebook)!, $"{name[..3]}*.ipynb").FirstOrDefault() is { } numbered)
        {
            throw new CommandException(ExitCode.Usage, $"{numbered} has the number {name[..2]} already; choose another.");
        }

        var (notebook, spec) = (Fill("chapter.ipynb"), Fill("spec.json"));
        AtomicFile.WriteAllText(Spec, spec);
        try
        {
            AtomicFile.WriteAllText(Notebook, notebook);
        }
        catch
        {
            File.Delete(Spec);
            throw;
        }
    }

    /// <summary>A template of this assembly, its placeholders replaced.</summary>
    private string Fill(string template)
    {
        using var reader = new StreamReader(typeof(NewChapter).Assembly.GetManifestResourceStream(template)!);
        var words = name[3..].Replace('-', ' ');
        return reader.ReadToEnd()
            .Replace("{{name}}", name, StringComparison.Ordinal)
            .Replace("{{spec}}", $"p{name}", StringComparison.Ordinal)
            .Replace("{{title}}", char.ToUpperInvariant(words[0]) + words[1..], StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\A[0-9]{2}(-[a-z0-9]+)+\z")]
    private static partial Regex Name();
}
