using AngleSharp.Dom;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Prose;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>Links to other chapters, their sections and files lead somewhere, and images can be shown and are described.</summary>
internal static class LinkRule
{
    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        foreach (var (index, cell) in subject.Cells(CellKind.Markdown))
        {
            foreach (var (url, description, isImage) in References(MarkdownCell.Parse(cell.Source)))
            {
                var line = subject.LineOf(index, url.Length > 0 ? url : "<img");
                if (isImage && string.IsNullOrWhiteSpace(description))
                {
                    yield return subject.Find(
                        index, line, $"the image {url} has no description", "Say in its alternative text what it shows: ![a loop of callbacks](loop.png).");
                }

                if ((isImage ? ImageProblem(subject, cell, url) : LinkProblem(subject, url)) is { } problem)
                {
                    yield return subject.Find(index, line, problem, "Mend the link, or take it out.");
                }
            }
        }
    }

    private static IEnumerable<(string Url, string Description, bool IsImage)> References(MarkdownDocument prose)
    {
        foreach (var node in prose.Descendants())
        {
            switch (node)
            {
                case LinkInline { IsImage: var isImage } link:
                    yield return (link.Url ?? "", PlainText.Of(link), isImage);
                    break;
                case HtmlInline { Tag: var tag }:
                    foreach (var reference in InHtml(tag))
                    {
                        yield return reference;
                    }

                    break;
                case HtmlBlock block:
                    foreach (var reference in InHtml(block.Lines.ToString()))
                    {
                        yield return reference;
                    }

                    break;
            }
        }
    }

    private static IEnumerable<(string Url, string Description, bool IsImage)> InHtml(string html) =>
        Fragment.Parse(html).QuerySelectorAll("img, a[href]").Select(element => element.LocalName == "img"
            ? (element.GetAttribute("src") ?? "", element.GetAttribute("alt") ?? "", true)
            : (element.GetAttribute("href")!, "", false));

    private static string? ImageProblem(CheckedNotebook subject, NotebookCell cell, string url)
    {
        if (url.StartsWith("attachment:", StringComparison.OrdinalIgnoreCase))
        {
            var name = Uri.UnescapeDataString(url["attachment:".Length..]);
            return (cell.Json["attachments"] as System.Text.Json.Nodes.JsonObject)?.ContainsKey(name) == true
                ? null
                : $"the cell has no attachment \"{name}\"";
        }

        return Links.Scheme(url) switch
        {
            "data" => null,
            null => FileProblem(subject, url),
            _ => $"the image {url} would have to be fetched, and pages show none that lie elsewhere",
        };
    }

    private static string? LinkProblem(CheckedNotebook subject, string url)
    {
        if (Links.Scheme(url) is { } scheme)
        {
            return scheme is "http" or "https" or "mailto" ? null : $"the link {url} leads nowhere in a page";
        }

        var mark = url.IndexOf('#', StringComparison.Ordinal);
        var (path, anchor) = mark < 0 ? (url, "") : (url[..mark], url[(mark + 1)..]);
        if (path.Length == 0)
        {
            return AnchorProblem(subject.Notebook, anchor, url);
        }

        if (FileProblem(subject, path) is { } problem)
        {
            return problem;
        }

        var file = Path.Combine(subject.Folder, Uri.UnescapeDataString(path));
        try
        {
            return anchor.Length > 0 && Path.GetExtension(file) == ".ipynb" ? AnchorProblem(Notebook.Load(file), anchor, url) : null;
        }
        catch (NotebookFormatException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static string? FileProblem(CheckedNotebook subject, string url)
    {
        var path = Uri.UnescapeDataString(url);
        return Path.IsPathRooted(path) ? $"{url} is a path of one machine"
            : path.Length == 0 || !Path.Exists(Path.Combine(subject.Folder, path)) ? $"there is no file \"{url}\" beside the notebook"
            : null;
    }

    private static string? AnchorProblem(Notebook notebook, string anchor, string url) =>
        Anchors.Of(notebook).Contains(Uri.UnescapeDataString(anchor)) ? null : $"{url} has no such section";
}
