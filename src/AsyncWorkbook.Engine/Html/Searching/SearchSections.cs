using System.Text;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Html.Prose;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html.Searching;

/// <summary>Gathers what can be found in a chapter while its cells are rendered.</summary>
/// <param name="page">The file name of its page.</param>
/// <param name="chapter">Its title, with its number.</param>
/// <param name="title">Its title.</param>
internal sealed partial class SearchSections(string page, string chapter, string title)
{
    private readonly List<Section> sections = [new(page, title)];

    /// <summary>The sections so far that hold anything.</summary>
    public IReadOnlyList<SearchSection> All =>
    [
        .. from section in sections
           where section.Text.Length > 0 || section.Code.Count > 0
           select new SearchSection(section.Page, chapter, section.Title, section.Text.ToString(), string.Join(' ', section.Code)),
    ];

    /// <summary>Takes a Markdown cell in that has been rendered: its headings have their ids.</summary>
    public void AddProse(MarkdownDocument document)
    {
        foreach (var block in document.Descendants<LeafBlock>())
        {
            switch (block)
            {
                case HeadingBlock { Level: > 1 } heading when heading.TryGetAttributes()?.Id is { } id:
                    sections.Add(new($"{page}#{Uri.EscapeDataString(id)}", PlainText.Of(heading.Inline)));
                    break;
                case CodeBlock code:
                    AddCode(code.Lines.ToString());
                    break;
                case { Inline: { } inlines } and not HeadingBlock:
                    var text = sections[^1].Text;
                    text.Append(text.Length > 0 ? " " : "").Append(PlainText.Of(inlines));
                    break;
            }
        }
    }

    /// <summary>Takes code in: whoever looks for a name wants the place, not its count.</summary>
    public void AddCode(string code)
    {
        foreach (Match word in Word().Matches(code))
        {
            sections[^1].Code.Add(word.Value);
        }
    }

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_]{2,}")]
    private static partial Regex Word();

    private sealed record Section(string Page, string Title)
    {
        public StringBuilder Text { get; } = new();

        public OrderedSet Code { get; } = new();
    }

    /// <summary>Words in the order of their first appearance, so that the same notebook gives the same bytes.</summary>
    private sealed class OrderedSet : System.Collections.ObjectModel.KeyedCollection<string, string>
    {
        public new void Add(string word)
        {
            if (!Contains(word))
            {
                base.Add(word);
            }
        }

        protected override string GetKeyForItem(string item) => item;
    }
}
