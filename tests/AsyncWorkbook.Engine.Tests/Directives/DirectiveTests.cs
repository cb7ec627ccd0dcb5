using System.Collections.Concurrent;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Tests.Execution;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Directives;

/// <summary>Directives in a session with real workers.</summary>
[StartsProcesses]
public sealed class DirectiveTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-directives-");
    private readonly Reader reader = new();
    private readonly Session session;

    public DirectiveTests() => session = new Session(
        new SessionOptions { WorkingDirectory = folder.FullName, Workers = Built.Workers, Input = reader });

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_directive_is_listed_and_explains_itself()
    {
        var list = (await OkAsync("#!lsmagic")).Stdout;
        var names = list.Split('\n').Where(line => line.StartsWith("  #", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).ToList();
        Assert.Subset(
            names.ToHashSet(),
            new HashSet<string>
            {
                "#!csharp", "#!javascript", "#!python", "#!html", "#!markdown", "#!mermaid", "#!value", "#!connect", "#!set", "#!share",
                "#!import", "#!time", "#!who", "#!whos", "#!lsmagic", "#!about", "#r", "#i",
            });
        foreach (var name in names)
        {
            foreach (var asked in new[] { "-h", "--help" })
            {
                var help = (await OkAsync($"{name} {asked}")).Stdout;
                Assert.Contains($"Usage: {name}", help, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("1\n#!set --nmae x --value 1", "Line 2: #!set has no option \"--nmae\"; it is written #!set --name NAME --value VALUE [--mime-type TYPE] [--byref].")]
    [InlineData("#!set --name x", "Line 1: #!set needs --value; it is written")]
    [InlineData("#!set --name --value 1", "Line 1: #!set needs a value behind --name; it is written")]
    [InlineData("#!set --name x --byref yes --value 1", "#!set takes no value behind --byref, and here stands \"yes\"")]
    [InlineData("#!share --from python", "#!share needs --name; it is written #!share [--name] NAME --from KERNEL")]
    [InlineData("#!share a b --from python", "#!share cannot use \"b\"")]
    [InlineData("#!time now", "#!time cannot use \"now\"; it takes no options.")]
    [InlineData("#!python now\n1", "#!python cannot use \"now\"; it takes no options.")]
    [InlineData("#!value\ntext", "#!value needs --name; it is written #!value --name NAME")]
    [InlineData("#!import", "#!import needs --file")]
    [InlineData("#!fsharp\n1", "Line 1: this engine has no kernel for \"#!fsharp\"; its kernels are csharp, javascript, python")]
    [InlineData("#!html\n#!who", "Line 2: the html kernel has no variables for #!who to show.")]
    public async Task A_mistake_is_an_error_with_its_line_and_what_is_accepted_and_nothing_runs(string source, string expected)
    {
        var (status, shown) = await RunAsync("Console.Write(1);\n#!csharp\n" + source);
        Assert.Equal(CellStatus.Error, status);
        var line = expected.StartsWith("Line ", StringComparison.Ordinal)
            ? $"Line {int.Parse(expected[5..6], System.Globalization.CultureInfo.InvariantCulture) + 2}{expected[6..]}"
            : expected;
        Assert.Contains(line, shown.Error!.Value, StringComparison.Ordinal);
        Assert.Equal(expected.Contains("#!who", StringComparison.Ordinal) ? "1" : "", shown.Stdout);
    }

    [Theory]
    [InlineData("#!set --name x --value @input:\"Your name?\"", "Your name?", false)]
    [InlineData("#!set --name x --value @input:one-word", "one-word", false)]
    [InlineData("#!set --name x --value @input", "Value for x", false)]
    [InlineData("#!set --name=x --value=@password:\"The key\"", "The key", true)]
    [InlineData("#!set --name x --value @input:{\"prompt\": \"The key\", \"type\": \"password\"}", "The key", true)]
    public async Task The_reader_is_asked(string directive, string prompt, bool secret)
    {
        reader.Answer = "{\"not\": \"JSON\"} @python:x true";
        Assert.Equal(reader.Answer, (await OkAsync(directive + "\nx")).ResultText);
        Assert.Equal((prompt, secret), Assert.Single(reader.Asked));
    }

    [Fact]
    public async Task A_value_is_shown_unless_it_is_a_password()
    {
        reader.Answer = "42";
        var shown = await OkAsync("#!value --name boards --from-value @input:\"How many?\"");
        Assert.Equal("42", (string?)Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs)).Data["text/plain"]);
        Assert.Empty((await OkAsync("#!value --name key --from-value @password:\"The key\"")).Outputs);
    }

    [Fact]
    public async Task Where_nobody_can_answer_a_question_is_an_error_that_repeats_it()
    {
        await using var headless = new Session(new SessionOptions { WorkingDirectory = folder.FullName, Workers = Built.Workers });
        var sink = new RecordingSink();
        var status = await headless.ExecuteAsync(
            "#!set --name x --value @password:\"The key\"", "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, CancellationToken.None);
        Assert.Equal(CellStatus.Error, status);
        Assert.StartsWith("Line 1: #!set asks \"The key\": ", sink.Error!.Value, StringComparison.Ordinal);
        Assert.Contains("nobody can answer", sink.Error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_forms_work()
    {
        await OkAsync("#!python  \na = [1, 2]");
        await OkAsync("#!share a --from python\n#!share --name a --from python --as b");
        Assert.Equal("2", (await OkAsync("a.RootElement.GetArrayLength()")).ResultText);
        Assert.Equal("2", (await OkAsync("b.RootElement.GetArrayLength()")).ResultText);
        await OkAsync("#!connect jupyter --kernel-name python --kernel-spec python3");
    }

    [Fact]
    public async Task A_value_comes_from_the_section_a_file_or_the_line()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "data.json"), "{\"a\": [1, 2]}");
        var shown = await OkAsync("#!value --name one --from-file data.json --mime-type application/json");
        Assert.Equal(2, Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs)).Data["application/json"]!["a"]!.AsArray().Count);
        await OkAsync("#!value --name two --from-value here");
        Assert.Equal("[2, 'here']", (await OkAsync(
            "#!python\n#!set --name one --value @value:one\n#!set --name two --value @value:two\n[len(one['a']), two]")).ResultText);
        var (status, missing) = await RunAsync("#!value --name x --from-file no.json");
        Assert.Equal(CellStatus.Error, status);
        Assert.StartsWith("Line 1: cannot read no.json: ", missing.Error!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_is_imported_from_where_it_lies_with_what_it_imports()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "sub"));
        await WriteAsync("sub/other.dib", "#!markdown\n# no\n#!csharp\nvar a = 1;\n#!python\n#!import twin.py");
        await WriteAsync("sub/twin.py", "b = 2");
        await OkAsync("#!import sub/other.dib");
        Assert.Equal("1", (await OkAsync("a")).ResultText);
        Assert.Equal("2", (await OkAsync("#!python\nb")).ResultText);
    }

    [Fact]
    public async Task Errors_in_an_imported_file_name_it_and_its_cell()
    {
        await WriteAsync("other.dib", "#!csharp\n1 + 1\n#!python\n\nx = 1\n1 / 0\n#!csharp\nConsole.Write(\"not reached\");");
        var (status, shown) = await RunAsync("#!import other.dib");
        Assert.Equal((CellStatus.Error, ""), (status, shown.Stdout));
        Assert.Contains("other.dib cell 1", string.Join('\n', shown.Error!.Traceback), StringComparison.Ordinal);

        await WriteAsync("bad.dib", "1\n#!tmie");
        Assert.StartsWith("bad.dib cell 0: line 2: ", (await RunAsync("#!import bad.dib")).Shown.Error!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_import_each_other_are_an_error_that_shows_the_circle()
    {
        await WriteAsync("a.dib", "#!import b.py");
        await WriteAsync("b.py", "#!import ./a.dib");
        var (status, shown) = await RunAsync("#!import a.dib");
        Assert.Equal(CellStatus.Error, status);
        Assert.Contains("a.dib -> b.py -> a.dib", shown.Error!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_names_the_engine_and_the_runtimes()
    {
        var about = (await OkAsync("#!about")).Stdout;
        Assert.Matches(@"engine +async workbook \d", about);
        Assert.Matches(@"csharp +\d+\.\d+", about);
        Assert.Matches(@"javascript +v?\d+\.\d+", about);
        Assert.Matches(@"python +\d+\.\d+", about);
    }

    [Fact]
    public async Task Variables_are_shown_as_names_and_as_a_table()
    {
        await using var fake = new Session(
            new SessionOptions { WorkingDirectory = "." },
            [new EchoKernel("python") { Variables = [new("pace", "float", "1.0"), new("name", "str", "'<b>'")] }]);
        var sink = new RecordingSink();
        await fake.ExecuteAsync("#!who\n#!whos", "python", "cell 1", sink, SessionOptions.DefaultTimeout, CancellationToken.None);
        var (who, whos) = (((DisplayOutput)sink.Outputs[0]).Data, ((DisplayOutput)sink.Outputs[1]).Data);
        Assert.Equal("pace  name", (string?)who["text/plain"]);
        Assert.Equal("Variable  Type   Value\npace      float  1.0\nname      str    '<b>'", (string?)whos["text/plain"]);
        Assert.Contains("<td>name</td><td>str</td>", (string?)whos["text/html"], StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", (string?)whos["text/html"], StringComparison.Ordinal);
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);

    private async Task<(CellStatus Status, RecordingSink Shown)> RunAsync(string source)
    {
        var sink = new RecordingSink();
        return (await session.ExecuteAsync(
            source, "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, CancellationToken.None), sink);
    }

    private async Task<RecordingSink> OkAsync(string source)
    {
        var (status, shown) = await RunAsync(source);
        Assert.True(status == CellStatus.Ok, shown.Error?.Value);
        return shown;
    }

    /// <summary>Someone who always answers the same.</summary>
    private sealed class Reader : IInput
    {
        public ConcurrentQueue<(string Prompt, bool Secret)> Asked { get; } = new();

        public string Answer { get; set; } = "";

        public Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel)
        {
            Asked.Enqueue((prompt, secret));
            return Task.FromResult(Answer);
        }
    }
}
