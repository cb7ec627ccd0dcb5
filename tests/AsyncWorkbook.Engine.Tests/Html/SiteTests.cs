using AngleSharp.Html.Dom;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html;
using AsyncWorkbook.Engine.Html.Searching;
using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

public sealed class SiteTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("site").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_link_and_file_of_the_site_is_in_its_folder()
    {
        Site.Write(SampleBook(), folder);

        foreach (var (file, page) in Pages())
        {
            foreach (var address in page.QuerySelectorAll("[href], [src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!))
            {
                if (address.StartsWith("data:", StringComparison.Ordinal) || (address.StartsWith("https://", StringComparison.Ordinal) && page.QuerySelector($"a[href='{address}']") is not null))
                {
                    continue; // in the page itself; a link that only the reader follows
                }

                var parts = address.Split('#');
                var target = parts[0].Length == 0 ? file : Path.Combine(folder, Uri.UnescapeDataString(parts[0]));
                Assert.True(File.Exists(target), $"{file}: {address}");
                if (parts.Length > 1)
                {
                    Assert.NotNull(Read(File.ReadAllText(target)).GetElementById(Uri.UnescapeDataString(parts[1])));
                }
            }
        }
    }

    [Fact]
    public void The_index_lists_the_chapters_with_their_first_paragraphs()
    {
        var index = Read(File.ReadAllText(Site.Write(SampleBook(), folder, "A book")));

        Assert.Equal("A book", index.QuerySelector("h1")!.TextContent);
        Assert.Equal(["1 A sampler of every output", "2 A plain second chapter"], index.QuerySelectorAll(".index h2").Select(title => title.TextContent));
        Assert.StartsWith("Twenty-four opponents sit in a ring, and one grandmaster walks round", index.QuerySelector(".index p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Chapters_lead_to_each_other()
    {
        Site.Write(SampleBook(), folder);
        Assert.Equal("02-plain.html", Read(File.ReadAllText(Path.Combine(folder, "01-sampler.html"))).QuerySelector("[rel=next]")!.GetAttribute("href"));
        Assert.Equal("01-sampler.html", Read(File.ReadAllText(Path.Combine(folder, "02-plain.html"))).QuerySelector("[rel=prev]")!.GetAttribute("href"));
        Assert.All(Pages(), page => Assert.Single(page.Page.QuerySelectorAll("[aria-current=page]")));
    }

    [Theory]
    [InlineData("[there](b.ipynb#The-other-part)")]
    [InlineData("<a href=\"b.html#The-other-part\">there</a>")]
    [InlineData("[there](b.ipynb#The%2Dother-part)")]
    public void A_place_has_the_name_by_which_another_notebook_knows_it(string link)
    {
        Site.Write([("a.ipynb", Notebook(Markdown("# A\n\n" + link))), ("b.ipynb", Notebook(Markdown("# B\n\n## The other part\n\n## Another")))], folder);
        var page = Read(File.ReadAllText(Path.Combine(folder, "b.html")));
        Assert.NotNull(page.GetElementById("The-other-part"));
        Assert.Null(page.GetElementById("Another")); // to which nobody leads
    }

    [Fact]
    public void The_same_notebooks_give_the_same_bytes()
    {
        Site.Write(SampleBook(), Path.Combine(folder, "once"));
        Site.Write(SampleBook(), Path.Combine(folder, "again"));
        Assert.Equal(Bytes("once"), Bytes("again"));

        List<string> Bytes(string site) => [.. Directory.GetFiles(Path.Combine(folder, site), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(Path.Combine(folder, site), file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")];
    }

    [Fact]
    public void How_long_a_chapter_takes_follows_from_its_words_code_and_quizzes()
    {
        var prose = Markdown($"# T\n\n{string.Join(' ', Enumerable.Repeat("word", 799))}"); // with its title 800 words, four minutes
        Assert.Equal(0, Minutes());
        Assert.Equal(5, Minutes(prose, Code("a"), Code("b")));
        Assert.Equal(5, Minutes(prose, Code("a").In("csharp"), Code("b").In("javascript"), Code("c").In("python"), Markdown(""), Code("d")));
        Assert.Equal(10, Minutes(prose, Code("a"), Code("b"), Code("c")));
        Assert.Equal(5, Minutes(prose, Code("a"), Code("b"), Code("c").Tagged("set-up"), Code("d").Tagged("hide-cell")));
        Assert.Equal(10, Minutes(prose, Code("a").Tagged("quiz")));

        Site.Write([("03-t.ipynb", Notebook(prose))], folder);
        Assert.Equal("Chapter 3 · 5 minutes", Read(File.ReadAllText(Path.Combine(folder, "03-t.html"))).QuerySelector(".eyebrow")!.TextContent);
        Assert.Equal("5 minutes", Read(File.ReadAllText(Path.Combine(folder, "index.html"))).QuerySelector(".index .time")!.TextContent);

        static int Minutes(params System.Text.Json.Nodes.JsonObject[] cells) => ChapterLink.Of("x.ipynb", Notebook([.. cells.Select(cell => (System.Text.Json.Nodes.JsonObject)cell.DeepClone())])).Minutes;
    }

    [Fact]
    public void Every_section_can_be_found_by_its_words_and_leads_to_its_place()
    {
        var notebook = Notebook(Markdown("# The loop\n\nIt goes round."), Markdown("## Who waits?\n\nThe *patient* one."), Code("var patience = 3;\nvar patience = 4;"));
        Site.Write([("02-loop.ipynb", notebook)], folder);

        var sections = SearchIndex.Read(File.ReadAllText(Path.Combine(folder, "assets", "search-index.js")));
        Assert.Equal(
            ["02-loop.html|2 The loop|The loop|It goes round.|", "02-loop.html#who-waits|2 The loop|Who waits?|The patient one.|var patience"],
            sections.Select(section => $"{section.Page}|{section.Chapter}|{section.Title}|{section.Text}|{section.Code}"));
    }

    [Fact]
    public void Ids_are_unique_on_every_page()
    {
        Site.Write(SampleBook(), folder);
        Assert.All(Pages(), page => Assert.Distinct(page.Page.QuerySelectorAll("[id]").Select(element => element.Id)));
    }

    [Fact]
    public void A_notebook_called_index_is_the_start_page_and_lists_the_others()
    {
        Site.Write([("a.ipynb", Notebook(Markdown("# A"))), ("Index.ipynb", Notebook(Markdown("# Welcome\n\n[on](a.ipynb)")))], folder);
        Assert.Equal(["a.html", "index.html"], Pages().Select(page => Path.GetFileName(page.File)));
        var start = Pages()[1].Page;
        Assert.Equal("Welcome", start.QuerySelector("h1")!.TextContent);
        Assert.Equal(["A"], start.QuerySelectorAll(".index h2").Select(title => title.TextContent));
        Assert.Equal("index.html", Pages()[0].Page.QuerySelector("[rel=prev]")!.GetAttribute("href"));
    }

    [Fact]
    public void Two_notebooks_of_one_name_are_refused_before_anything_is_written()
    {
        var notebook = Notebook(Markdown("# T"));
        var error = Assert.Throws<ArgumentException>(() => Site.Write([("a/x.ipynb", notebook), ("b/x.ipynb", notebook)], folder));
        Assert.Contains("b/x.ipynb", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Pictures_beside_the_notebook_are_carried_and_others_are_not()
    {
        var book = Directory.CreateDirectory(Path.Combine(folder, "book")).FullName;
        File.WriteAllText(Path.Combine(book, "in.svg"), "<svg/>");
        File.WriteAllText(Path.Combine(folder, "out.svg"), "<svg/>");
        var notebook = Notebook(Markdown("![in](in.svg) ![out](../out.svg)"));

        Site.Write([(Path.Combine(book, "x.ipynb"), notebook)], Path.Combine(folder, "site"));

        var page = Read(File.ReadAllText(Path.Combine(folder, "site", "x.html")));
        Assert.Equal(["in"], page.QuerySelectorAll("main img").Select(image => image.GetAttribute("alt")));
    }

    private static IReadOnlyList<(string Path, Notebook Notebook)> SampleBook() =>
        [.. Directory.GetFiles(Samples, "*.ipynb").Order(StringComparer.Ordinal).Select(path => (path, Engine.Documents.Notebook.Load(path)))];

    private List<(string File, IHtmlDocument Page)> Pages() =>
        [.. Directory.GetFiles(folder, "*.html").Order(StringComparer.Ordinal).Select(file => (file, Read(File.ReadAllText(file))))];
}
