using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Html;

/// <summary>What other pages say of a chapter.</summary>
/// <param name="NotebookFile">The notebook's file name, such as <c>01-chess-simul.ipynb</c>.</param>
/// <param name="Number">The number that its file name starts with, such as <c>1</c>, or empty.</param>
/// <param name="Title">Its first heading as plain text, or else its file name.</param>
/// <param name="Summary">Its first paragraph as plain text, or empty.</param>
public sealed record ChapterLink(string NotebookFile, string Number, string Title, string Summary)
{
    /// <summary>The file name of its page, such as <c>01-chess-simul.html</c>.</summary>
    public string PageFile => IsStart ? "index.html" : Path.ChangeExtension(NotebookFile, ".html");

    /// <summary>Its title behind its number, if it has one.</summary>
    public string NumberedTitle => Number.Length > 0 ? $"{Number} {Title}" : Title;

    /// <summary>How many minutes it takes to read, in steps of five; 0 if that is not known.</summary>
    public int Minutes { get; init; }

    /// <summary>Whether its page is the first of the site: <c>index.ipynb</c>.</summary>
    public bool IsStart => Path.GetFileNameWithoutExtension(NotebookFile).Equals("index", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the chapter's title and first paragraph.</summary>
    /// <param name="path">The notebook's path; only its file name is used.</param>
    /// <param name="notebook">The notebook.</param>
    public static ChapterLink Of(string path, Notebook notebook)
    {
        var file = Path.GetFileName(path);
        var digits = file.TakeWhile(char.IsAsciiDigit).Count();
        var number = file[..digits].TrimStart('0');
        var (title, summary) = Opening.Of(notebook);
        return new(
            file,
            digits > 0 && number.Length == 0 ? "0" : number,
            title ?? Path.GetFileNameWithoutExtension(file),
            summary ?? "")
        {
            Minutes = ReadingTime.MinutesOf(notebook, KernelCatalog.Standard),
        };
    }
}
