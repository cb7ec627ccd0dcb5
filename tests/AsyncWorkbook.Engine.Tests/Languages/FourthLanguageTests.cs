using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using AsyncWorkbook.Engine.Checking;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Html;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;
using AsyncWorkbook.Engine.Tests.Html;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Languages;

/// <summary>
/// A language that the engine has never heard of, declared in one record: its cells say aloud what stands in them. Its worker is
/// a small program in Python.
/// </summary>
[StartsProcesses]
public sealed partial class FourthLanguageTests : IAsyncDisposable
{
    private const string worker = """
        import json, os, socket, sys
        def connected(channel):
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(os.environ['WORKBOOK_ENDPOINT'])
            connection.sendall(('{"type":"hello","channel":"%s"}\n' % channel).encode())
            return connection
        events, commands = connected('events'), connected('commands').makefile()
        def send(**event):
            events.sendall((json.dumps(event) + '\n').encode())
        variables = {}
        send(type='ready', language='loud', version='1.0')
        for line in commands:
            command = json.loads(line)
            id, what = command.get('id'), command['type']
            if what == 'execute':
                for word in command['code'].splitlines():
                    name, _, value = word.partition(' = ')
                    if value:
                        variables[name] = json.loads(value)
                    elif word.strip() and not word.startswith(';'):
                        send(type='stream', parent=id, name='stdout', text=str(variables.get(word, word)).upper() + '!\n')
                for stream in (sys.stdout, sys.stderr):
                    print(command['marker'], end='', file=stream, flush=True)
                send(type='done', parent=id, status='ok')
            elif what == 'get':
                send(type='value', parent=id, mime='application/json', value=variables[command['name']])
            elif what == 'set':
                variables[command['name']] = command['value']
                send(type='ok', parent=id)
            elif what == 'list':
                send(type='variables', parent=id, variables=[dict(name=name, type='word', value=str(value)) for name, value in variables.items()])
            elif id:
                send(type='failed', parent=id, message='this worker is small')
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-loud-");
    private readonly KernelCatalog kernels;
    private readonly Session session;

    public FourthLanguageTests()
    {
        var program = Path.Combine(folder.FullName, "worker.py");
        File.WriteAllText(program, worker);
        kernels = KernelCatalog.Standard.With(new Language("loud", "Loud", home => new WorkerLaunch(Runtimes.Python(home.WorkingDirectory), [program]))
        {
            Aliases = ["shout"],
            Extensions = [".loud"],
            Highlighting = Comment,
            CommentsAndStrings = Comment,
            Portability = new Portability(code => code.Contains("secret", StringComparison.Ordinal) ? [new CodeFinding(0, "walls have ears", "Whisper.")] : []),
            Constants = ("YES", "NO", "NOTHING"),
            Assignment = (name, literal) => $"{name} = {literal}",
        });
        session = new Session(new SessionOptions { WorkingDirectory = folder.FullName, Catalog = kernels });
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("#!loud\nhello", "HELLO!\n")]
    [InlineData("#!shout\n; a remark\nhello\n#!value --name x\ntext\n#!loud\nagain", "HELLO!\nAGAIN!\n")]
    [InlineData("#!loud\nx = \"one\"\n#!set --name y --value @shout:x\ny", "ONE!\n")]
    public async Task Its_cells_run(string source, string expected) => Assert.Equal(expected, (await RunAsync(source)).Stdout);

    [Fact]
    public async Task A_notebook_of_it_runs_with_the_parameters_it_is_given()
    {
        var notebook = Notebook(("loud", "#!loud\nname = \"nobody\"\nage = 1"), ("loud", "#!loud\nname\nage"));
        notebook.Cells[0].Metadata["tags"] = new System.Text.Json.Nodes.JsonArray("parameters");
        Parameters.Inject(notebook, new Dictionary<string, string> { ["name"] = "ann", ["age"] = "07" }, kernels);
        Assert.Equal("#!loud\nname = \"ann\"\nage = 7", notebook.Cells[1].Source);

        var result = await NotebookRunner.RunAsync(notebook, session, new RunOptions());

        Assert.True(result.Succeeded);
        Assert.All(result.Cells, cell => Assert.Equal("loud", cell.Kernel));
        Assert.Equal(new StreamOutput("stdout", "ANN!\n7!\n"), NbformatOutput.Read(Assert.Single(notebook.Cells[2].Outputs)));
    }

    [Theory]
    [InlineData("words.loud", "said")]
    [InlineData("words.dib", "#!html\n<b>\n#!shout\nsaid\n")]
    public async Task Files_of_it_are_imported(string file, string text)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), text, TestContext.Current.CancellationToken);
        Assert.Equal("SAID!\n", (await RunAsync($"#!import {file}")).Stdout);
    }

    [Theory]
    [InlineData("#!lsmagic", "#!loud")]
    [InlineData("#!about", "loud        1.0")]
    [InlineData("#!loud\nx = 1\n#!who", "x")]
    public async Task Directives_know_it(string source, string expected)
    {
        // Of the others only this worker is there to be asked.
        await using var alone = new Session(
            new SessionOptions { WorkingDirectory = folder.FullName, Catalog = kernels },
            [.. KernelFactory.Create(new KernelOptions { WorkingDirectory = folder.FullName, Catalog = kernels, Workers = folder.FullName })]);
        var sink = new RecordingSink();
        await alone.ExecuteAsync(source, "csharp", "cell 1", sink, Timeout.InfiniteTimeSpan, default);
        var shown = sink.Stdout + string.Concat(sink.Outputs.OfType<DisplayOutput>().Select(display => (string?)display.Data["text/plain"]));
        Assert.Contains(expected, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editors_complete_its_name()
    {
        var list = await session.Editor.CompleteAsync("#!lo", "csharp", 4, CancellationToken.None);
        Assert.Equal(new Completion("#!loud", "module"), Assert.Single(list.Items));
    }

    [Fact]
    public void The_check_knows_its_name_and_its_rules()
    {
        var findings = NotebookCheck.Check("loud.ipynb", Notebook(("loud", "#!loud\n; secret\nsecret"), ("other", "x")), kernels);
        Assert.Contains("cell 0, line 2: walls have ears. Whisper.", findings.Select(finding => finding.ToString()));
        Assert.Contains(findings, finding => finding is { Cell: 1 } && finding.Advice.Contains("python, loud, html", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, finding => finding is { Cell: 0, What: var what } && what.Contains("does not exist", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_cells_survive_as_dib()
    {
        var text = DibFormat.Write(Notebook(("loud", "hello"), ("csharp", "1"))).Text;
        Assert.Contains("\n#!loud\n\nhello\n", text, StringComparison.Ordinal);
        Assert.Equal(["loud", "csharp"], DibFormat.Read(text).Notebook.Cells.Select(cell => CellKernel.Of(DibFormat.Read(text).Notebook, cell, kernels)));
    }

    [Fact]
    public void Pages_name_and_colour_it()
    {
        var notebook = Notebook(("loud", "#!shout\n; a remark\nhello"));
        var page = new HtmlParser().ParseDocument(HtmlExporter.Export(notebook, new PageContext("loud.ipynb", notebook) { Kernels = kernels }));
        Assert.Equal("Loud", page.QuerySelector(".about .language")?.TextContent);
        Assert.Equal("; a remark", page.QuerySelector("pre[data-language=loud] .comment")?.TextContent);
    }

    private async Task<RecordingSink> RunAsync(string source)
    {
        var sink = new RecordingSink();
        var status = await session.ExecuteAsync(source, "csharp", "cell 1", sink, Timeout.InfiniteTimeSpan, default);
        Assert.Equal((CellStatus.Ok, null), (status, sink.Error));
        return sink;
    }

    private static Notebook Notebook(params (string Kernel, string Source)[] cells) =>
        ExportedPage.Notebook([.. cells.Select(cell => ExportedPage.Code(cell.Source).In(cell.Kernel))]);

    [GeneratedRegex("(?<comment>^;.*$)", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
