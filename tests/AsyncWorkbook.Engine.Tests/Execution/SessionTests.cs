using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Execution;

[StartsProcesses]
public sealed class SessionTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-session-");
    private readonly Session session;

    public SessionTests() =>
        session = new Session(new SessionOptions { WorkingDirectory = folder.FullName, Workers = Built.Workers });

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task One_cell_may_switch_languages()
    {
        var (status, sink) = await RunAsync("Console.WriteLine(1);\n#!js\nconsole.log(2);\n#!python\nprint(3)\n#!c#\nConsole.WriteLine(4);");
        Assert.Equal((CellStatus.Ok, "1\n2\n3\n4\n"), (status, sink.Stdout));
    }

    [Fact]
    public async Task A_file_is_imported_into_the_kernel_of_its_language()
    {
        Write("twin.js", "globalThis.fromFile = 'js';");
        Write("twin.py", "from_file = 'py'");
        Write("twin.csx", "var fromFile = \"cs\";");
        await RunAsync("#!import twin.js\n#!import twin.py\n#!import twin.csx");
        Assert.Equal("cs", (await RunAsync("fromFile")).Sink.ResultText);
        Assert.Equal("js\n", (await RunAsync("#!js\nconsole.log(fromFile);")).Sink.Stdout);
        Assert.Equal("'py'", (await RunAsync("#!python\nfrom_file")).Sink.ResultText);
    }

    [Fact]
    public async Task A_notebook_is_imported_cell_by_cell()
    {
        Write(
            "other.ipynb",
            """
            {"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "no"}, {"cell_type": "code", "source": "var a = 1;"},
            {"cell_type": "code", "metadata": {"polyglot_notebook": {"kernelName": "python"}}, "source": "b = 2"}]}
            """);
        await RunAsync("#!import other.ipynb");
        Assert.Equal("1", (await RunAsync("a")).Sink.ResultText);
        Assert.Equal("2", (await RunAsync("#!python\nb")).Sink.ResultText);
    }

    [Fact]
    public async Task A_file_that_imports_itself_is_an_error_that_shows_the_circle()
    {
        Write("a.csx", "#!import b.csx");
        Write("b.csx", "#!import a.csx");
        var (status, sink) = await RunAsync("#!import a.csx");
        Assert.Equal(CellStatus.Error, status);
        Assert.Contains("a.csx -> b.csx -> a.csx", sink.Error!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!set --name x --value text", "x", "text")]
    [InlineData("#!set --name x --value 1", "x + 1", "11")]
    [InlineData("#!set --name x --value true", "x ? 1 : 2", "1")]
    [InlineData("#!set --name x --value {\"a\": [5]}", "x.RootElement.GetProperty(\"a\")[0].GetInt32()", "5")]
    public async Task A_literal_is_set(string directive, string expression, string expected)
    {
        await RunAsync(directive);
        Assert.Equal(expected, (await RunAsync(expression)).Sink.ResultText);
    }

    [Fact]
    public async Task A_value_section_is_shown_and_kept_for_others()
    {
        var (_, shown) = await RunAsync("#!value --name note\nfirst\nsecond");
        Assert.Equal("first\nsecond", (string?)Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs)).Data["text/plain"]);
        var (_, sink) = await RunAsync("#!python\n#!set --name note --value @value:note\nnote");
        Assert.Equal("'first\\nsecond'", sink.ResultText);
    }

    [Fact]
    public async Task Wall_time_follows_the_result()
    {
        var (_, sink) = await RunAsync("#!time\n1 + 1");
        Assert.IsType<ResultOutput>(sink.Outputs[0]);
        var time = Assert.IsType<DisplayOutput>(sink.Outputs[1]);
        Assert.Matches(@"^Wall time: \d+(\.\d+)?ms$", (string?)time.Data["text/plain"]);
    }

    [Fact]
    public async Task Wall_time_of_an_imported_cell_follows_its_result()
    {
        Write("timed.ipynb", """
            {"nbformat": 4, "cells": [{"cell_type": "code", "source": "#!time\n1 + 1"}, {"cell_type": "code", "source": "3"}]}
            """);
        var (_, sink) = await RunAsync("#!import timed.ipynb");
        Assert.IsType<ResultOutput>(sink.Outputs[0]);
        Assert.StartsWith("Wall time: ", (string?)Assert.IsType<DisplayOutput>(sink.Outputs[1]).Data["text/plain"], StringComparison.Ordinal);
        Assert.Equal(3, sink.Outputs.Count);
    }

    [Fact]
    public async Task A_misspelt_directive_stops_the_whole_cell()
    {
        var (status, sink) = await RunAsync("Console.WriteLine(1);\n#!tmie");
        Assert.Equal((CellStatus.Error, ""), (status, sink.Stdout));
        Assert.Contains("#!tmie", sink.Error!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!value --name x --from-file \"a\0b\"")]
    [InlineData("#!import \"a\0b.csx\"")]
    [InlineData("#!import \"a\0b.ipynb\"")]
    public async Task Whatever_goes_wrong_with_a_directive_is_an_error_of_its_cell(string directive)
    {
        var (status, sink) = await RunAsync("\n" + directive);
        Assert.Equal((CellStatus.Error, "DirectiveError"), (status, sink.Error?.Name));
        Assert.StartsWith("Line 2: ", sink.Error!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_and_markdown_are_shown_as_they_are()
    {
        var (_, sink) = await RunAsync("#!html\n<b>bold</b>\n#!markdown\n*soft*");
        var displays = sink.Outputs.Cast<DisplayOutput>().ToList();
        Assert.Equal("<b>bold</b>", (string?)displays[0].Data["text/html"]);
        Assert.Equal("*soft*", (string?)displays[1].Data["text/markdown"]);
        Assert.All(displays, display => Assert.True(display.Data.ContainsKey("text/plain")));
    }

    [Fact]
    public async Task A_kernel_that_a_cell_has_added_runs_cells_and_shares_values()
    {
        await RunAsync("((Microsoft.DotNet.Interactive.CompositeKernel)Microsoft.DotNet.Interactive.Kernel.Root).Add(new Microsoft.DotNet.Interactive.CSharp.CSharpKernel(\"second\"));");
        Assert.Equal("5", await ShownAsync("var own = 5; own", "second"));
        Assert.Equal("6", await ShownAsync("#!second\nown + 1"));
        Assert.Equal("5", await ShownAsync("#!set --name mine --value @second:own\nmine"));
        Assert.Equal("5", await ShownAsync("#!share --from second own\nown"));

        var (status, sink) = await RunAsync("\nnoSuchName", "second");
        Assert.Equal(CellStatus.Error, status);
        Assert.StartsWith("(2,1): error CS0103", sink.Error!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "missing", "There is no kernel called \"missing\"")]
    [InlineData("#!set --name x --value @missing:y", "csharp", "there is no kernel called \"missing\"")]
    public async Task A_kernel_that_nobody_has_added_is_an_error_that_names_it(string source, string kernel, string message) =>
        Assert.Contains(message, (await RunAsync(source, kernel)).Sink.Error!.Value, StringComparison.Ordinal);

    private async Task<string?> ShownAsync(string source, string kernel = "csharp") =>
        (string?)Assert.IsType<DisplayOutput>(Assert.Single((await RunAsync(source, kernel)).Sink.Outputs)).Data["text/plain"];

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private async Task<(CellStatus Status, RecordingSink Sink)> RunAsync(string source, string kernel = "csharp")
    {
        var sink = new RecordingSink();
        var status = await session.ExecuteAsync(
            source, kernel, "cell 1", sink, SessionOptions.DefaultTimeout, TestContext.Current.CancellationToken);
        return (status, sink);
    }
}
