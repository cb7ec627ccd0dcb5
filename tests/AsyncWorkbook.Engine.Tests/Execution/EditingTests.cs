using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Execution;

/// <summary>What an editor is told; the kernel itself is replaced by one that says what it was asked.</summary>
public sealed class EditingTests : IAsyncDisposable
{
    private const string bar = "|"; // where the cursor stands

    private readonly EchoKernel csharp = new("csharp");
    private readonly EchoKernel python = new("python");
    private readonly Session session;

    public EditingTests() => session = new Session(
        new SessionOptions { WorkingDirectory = "." }, [csharp, python, new TextKernel("html", "text/html")]);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    [Theory]
    [InlineData("#!|", "#!about #!connect #!import #!lsmagic")]
    [InlineData("1 + 1\n#!ti|", "#!time")]
    [InlineData("#!py|", "#!python")]
    [InlineData("#!t|ime", "#!time")]
    [InlineData("#!set |", "--name --value --mime-type --byref")]
    [InlineData("#!set --name x --va|", "--value")]
    [InlineData("#!set --value @p|", "@python: @password:")]
    [InlineData("#!set --value @python:|", "@python:boards @python:pace")]
    [InlineData("#!set --value @python:b|", "@python:boards")]
    [InlineData("#!share boards --from p|", "python")]
    [InlineData("#!value --from-f|", "--from-file")]
    [InlineData("#!connect |", "--kernel-name --kernel-spec jupyter")]
    [InlineData("#!import sub|", "")]
    [InlineData("#!nope |", "")]
    [InlineData("#!html\n<b|", "")]
    public async Task Directive_lines_are_completed_by_the_engine(string text, string expected)
    {
        var cursor = text.IndexOf(bar, StringComparison.Ordinal);
        var source = text.Remove(cursor, 1);
        var list = await session.Editor.CompleteAsync(source, "csharp", cursor, CancellationToken.None);
        var words = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(words, list.Items.Select(item => item.Text).Take(Math.Max(1, words.Length)));
        Assert.All(list.Items, item => Assert.StartsWith(source[list.Start..cursor], item.Text, StringComparison.Ordinal));
        Assert.Null(csharp.Asked);
    }

    [Fact]
    public async Task A_choice_replaces_the_whole_word()
    {
        var list = await session.Editor.CompleteAsync("a\n#!tmie --x", "csharp", 5, CancellationToken.None);
        Assert.Equal((2, 8), (list.Start, list.End));
    }

    [Theory]
    [InlineData("var a = 1;\n#!time\na.|", "var a = 1;\n      \na.")]
    [InlineData("#r \"nuget: X\"\nvar a = 1;\n#!python\nb = 2\n#!c#\na|", "             \nvar a = 1;\n        \n     \n    \na")]
    public async Task The_kernel_at_the_cursor_gets_its_own_code_in_its_place(string text, string code)
    {
        var cursor = text.IndexOf(bar, StringComparison.Ordinal);
        var source = text.Remove(cursor, 1);
        var list = await session.Editor.CompleteAsync(source, "csharp", cursor, CancellationToken.None);
        Assert.Equal((code, cursor), (csharp.Asked, csharp.Cursor));
        Assert.Equal((cursor, cursor), (list.Start, list.End));
        await session.Editor.InspectAsync(source, "csharp", cursor, CancellationToken.None);
        Assert.Equal((code, cursor), (csharp.Asked, csharp.Cursor));
    }

    [Fact]
    public async Task Another_section_is_another_kernels()
    {
        await session.Editor.CompleteAsync("var a = 1;\n#!python\nb", "csharp", 21, CancellationToken.None);
        Assert.Equal("          \n        \nb", python.Asked);
    }

    [Fact]
    public async Task A_directive_explains_itself()
    {
        var data = await session.Editor.InspectAsync("#!set --name x", "csharp", 8, CancellationToken.None);
        Assert.Contains("Usage: #!set --name NAME --value VALUE", (string?)data!["text/plain"], StringComparison.Ordinal);
        Assert.Null(await session.Editor.InspectAsync("#!nope", "csharp", 3, CancellationToken.None));
    }

    [Theory]
    [InlineData("fine", Completeness.Complete)]
    [InlineData("incomplete", Completeness.Incomplete)]
    [InlineData("incomplete\n#!python\nfine", Completeness.Incomplete)]
    [InlineData("incomplete\n#!python\ninvalid", Completeness.Invalid)]
    [InlineData("fine\n#!set --name \"x", Completeness.Invalid)]
    [InlineData("#!html\n<b>", Completeness.Complete)]
    public async Task A_cell_is_complete_when_every_section_is(string source, Completeness expected) =>
        Assert.Equal(expected, await session.Editor.CheckAsync(source, "csharp", CancellationToken.None));

    [Fact]
    public async Task A_kernel_without_an_answer_leaves_the_editor_in_peace()
    {
        csharp.Fails = true;
        Assert.Empty((await session.Editor.CompleteAsync("a", "csharp", 1, CancellationToken.None)).Items);
        Assert.Null(await session.Editor.InspectAsync("a", "csharp", 1, CancellationToken.None));
        Assert.Equal(Completeness.Complete, await session.Editor.CheckAsync("a", "csharp", CancellationToken.None));
    }
}
