using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Markup;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>How pages differ from Markdig's own HTML.</summary>
internal static class ProseRenderers
{
    /// <summary>Replaces the renderers that the page does otherwise.</summary>
    public static void Use(HtmlRenderer renderer, Links links, NotebookCell? cell, CodeHighlighter highlighter, Formulas formulas)
    {
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new HighlightedCode(highlighter));
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new FormulaBlock(formulas));
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new FormulaInline(formulas));
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new ResolvedLink(links, cell));
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new ResolvedAutolink(links));
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new ScrollingTable());
        renderer.ObjectRenderers.Replace<HtmlTaskListRenderer>(new TaskMark());
        renderer.ObjectRenderers.Replace<HtmlFootnoteGroupRenderer>(new FootnoteList());
    }

    private sealed class HighlightedCode(CodeHighlighter highlighter) : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            var language = (obj as FencedCodeBlock)?.Info;
            var attribute = language is { Length: > 0 } ? (HtmlMarkup)$" data-language=\"{language}\"" : HtmlMarkup.None;
            HtmlMarkup html = $"<pre class=\"source scroll\"{attribute}><code>{highlighter.Render(obj.Lines.ToString(), language)}</code></pre>\n";
            renderer.Write(language == "mermaid"
                ? $"<div class=\"diagram\"><div class=\"drawn scroll\"></div><details open><summary>The diagram as text</summary>\n{html}</details></div>\n"
                : html.ToString());
        }
    }

    private sealed class FormulaBlock(Formulas formulas) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) =>
            renderer.EnsureLine().Write("<div class=\"formula scroll\">").Write(formulas.Add(obj.Lines.ToString(), isBlock: true)).WriteLine("</div>");
    }

    private sealed class FormulaInline(Formulas formulas) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) =>
            renderer.Write(formulas.Add(obj.Content.ToString(), isBlock: obj.DelimiterCount == 2));
    }

    private sealed class ResolvedLink(Links links, NotebookCell? cell) : LinkInlineRenderer
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            var url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
            var resolved = link.IsImage ? links.Image(url, cell) : links.Link(url);
            if (resolved is null && link.IsImage && RemoteMedia.IsRemote(url) && link.Parent is not LinkInline)
            {
                renderer.Write(RemoteMedia.Link(url, PlainText.Of(link)).ToString());
                return;
            }

            if (resolved is null)
            {
                renderer.WriteChildren(link); // a link's words, an image's description
                return;
            }

            link.GetDynamicUrl = null;
            link.Url = resolved;
            base.Write(renderer, link);
        }
    }

    private sealed class ResolvedAutolink(Links links) : AutolinkInlineRenderer
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
        {
            if (obj.IsEmail || links.Link(obj.Url) is not null)
            {
                base.Write(renderer, obj);
            }
            else
            {
                renderer.WriteEscape(obj.Url);
            }
        }
    }

    /// <summary>A wide table scrolls inside itself, not the page.</summary>
    private sealed class ScrollingTable : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            renderer.Write("<div class=\"table scroll\">");
            base.Write(renderer, table);
            renderer.Write("</div>\n");
        }
    }

    /// <summary>A mark that says in words what it shows: nobody can tick a box in a page.</summary>
    private sealed class TaskMark : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList obj) => renderer.Write(obj.Checked
            ? "<span class=\"task\" role=\"img\" aria-label=\"Done:\">☑</span>"
            : "<span class=\"task\" role=\"img\" aria-label=\"To do:\">☐</span>");
    }

    private sealed class FootnoteList : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup obj)
        {
            var first = obj.OfType<Footnote>().Select(footnote => footnote.Order).FirstOrDefault(1);
            renderer.EnsureLine();
            renderer.Write($"<div class=\"footnotes\"><ol start=\"{first}\">\n");
            foreach (var footnote in obj.OfType<Footnote>())
            {
                renderer.Write($"<li id=\"fn:{footnote.Order}\">\n");
                renderer.WriteChildren(footnote);
                renderer.Write("</li>\n");
            }

            renderer.Write("</ol></div>\n");
        }
    }
}
