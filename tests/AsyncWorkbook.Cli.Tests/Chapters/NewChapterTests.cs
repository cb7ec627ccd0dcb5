using AsyncWorkbook.Cli.Chapters;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Tests.Files;
using AsyncWorkbook.Engine.Checking;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Tests.Chapters;

/// <summary>What an author begins with.</summary>
public sealed class NewChapterTests : IDisposable
{
    private readonly ScratchFolder book = new();

    public NewChapterTests()
    {
        book.Write("notebooks/set-up.dib", File.ReadAllText(Repository.PathOf("notebooks", "set-up.dib")));
        Directory.CreateDirectory(book.At("data"));
    }

    public void Dispose() => book.Dispose();

    [Fact]
    public void It_is_a_notebook_in_which_check_finds_nothing()
    {
        foreach (var file in new[] { "artifacts/lib/AsyncWorkbook.dll", "artifacts/lib/XPlot.Plotly.dll", "src/javascript/async-workbook.js", "src/javascript/chess-simul.js" })
        {
            book.Write(file);
        }

        var chapter = new NewChapter("14-back-pressure", book.Path);
        chapter.Write();
        var notebook = Notebook.Load(chapter.Notebook);
        Assert.Equal("Back pressure", notebook.Title);
        Assert.Empty(NotebookCheck.Check(chapter.Notebook, notebook));
        Assert.Equal(notebook.ToString(), File.ReadAllText(chapter.Notebook)); // as it is saved
    }

    [Fact]
    public void Nothing_is_left_to_fill_in_by_machine()
    {
        var chapter = new NewChapter("14-back-pressure", book.Path);
        chapter.Write();
        Assert.Equal(book.At("data/p14-back-pressure.json"), chapter.Spec);
        Assert.All([chapter.Notebook, chapter.Spec], path => Assert.DoesNotContain("{{", File.ReadAllText(path), StringComparison.Ordinal));
        Assert.Contains("\"id\": \"p14-back-pressure\"", File.ReadAllText(chapter.Spec), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notebooks/14-back-pressure.ipynb")]
    [InlineData("data/p14-back-pressure.json")]
    public void It_overwrites_nothing_and_then_writes_nothing(string taken)
    {
        var path = book.Write(taken, "mine");
        var before = Directory.GetFiles(book.Path, "*", SearchOption.AllDirectories).Length;
        var error = Assert.Throws<CommandException>(new NewChapter("14-back-pressure", book.Path).Write);
        Assert.Equal((ExitCode.Usage, $"{path} exists already; choose another name."), (error.ExitCode, error.Message));
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(before, Directory.GetFiles(book.Path, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void A_number_is_one_chapter_s()
    {
        var path = book.Write("notebooks/14-other.ipynb", "mine");
        var error = Assert.Throws<CommandException>(new NewChapter("14-back-pressure", book.Path).Write);
        Assert.Equal((ExitCode.Usage, $"{path} has the number 14 already; choose another."), (error.ExitCode, error.Message));
        Assert.Empty(Directory.GetFiles(book.At("data")));
    }

    [Theory]
    [InlineData("back-pressure")]
    [InlineData("1-back")]
    [InlineData("14")]
    [InlineData("14-")]
    [InlineData("14-Back")]
    [InlineData("14-back--pressure")]
    [InlineData("14-back/../../x")]
    [InlineData("14-back.ipynb")]
    [InlineData("14-back\n")]
    [InlineData("")]
    public void Another_name_is_refused(string name)
    {
        var error = Assert.Throws<CommandException>(() => new NewChapter(name, book.Path));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("two digits and small words", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Elsewhere_than_in_a_book_it_says_where()
    {
        var error = Assert.Throws<CommandException>(() => new NewChapter("14-back-pressure", book.At("data")));
        Assert.Contains("say it in the top folder of the book", error.Message, StringComparison.Ordinal);
    }
}
