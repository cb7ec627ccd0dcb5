using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>C# cells that call .NET Interactive's kernels: the real types, over this engine's languages.</summary>
[StartsProcesses]
public sealed class CSharpKernelTests(CSharpKernelTests.Notebook notebook) : IClassFixture<CSharpKernelTests.Notebook>
{
    private const string usings = """
        using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Commands; using Microsoft.DotNet.Interactive.Events;

        """;

    [Fact]
    public async Task The_kernels_are_a_root_with_this_one_and_the_others_of_the_session()
    {
        await using var fresh = new Notebook(); // another test adds a kernel to the one that is shared
        var shown = await OkAsync("""
            $"{Kernel.Current.Name} in {Kernel.Root.GetType().Name}: {string.Join(", ", ((CompositeKernel)Kernel.Root).Select(kernel => kernel.Name).Order())}"
            """, of: fresh);
        Assert.Equal("csharp in CompositeKernel: csharp, html, javascript, markdown, mermaid, python, value", shown.ResultText);
    }

    [Theory]
    [InlineData("await Kernel.Root.SendAsync(new SubmitCode(\"20 + 1\", \"csharp\"))")]
    [InlineData("await Kernel.Root.SendAsync(new SubmitCode(\"20 + 1\"))")]
    [InlineData("await Kernel.Current.SubmitCodeAsync(\"20 + 1\")")]
    [InlineData("Kernel.Root.SendAsync(new SubmitCode(\"20 + 1\", \"csharp\")).Result")]
    [InlineData("await Task.Run(() => Kernel.Root.SendAsync(new SubmitCode(\"20 + 1\", \"csharp\")))")]
    [InlineData("await Kernel.Root.SendAsync(new SubmitCode(\"#!javascript\\nvar unused = 1;\\n#!csharp\\n20 + 1\"))")]
    [InlineData("await Kernel.Root.SendAsync(new SubmitCode(\"(await Microsoft.DotNet.Interactive.Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode(\\\"20 + 1\\\"))).Events.Count + 19\", \"csharp\"))")]
    public async Task A_cell_submits_code_to_its_own_kernel_and_goes_on_when_that_has_run(string submit)
    {
        var shown = await OkAsync($"var sent = {submit};\n\"after\"");

        Assert.Contains("21", shown.Outputs.OfType<DisplayOutput>().Select(Plain));
        Assert.Equal("after", shown.ResultText);
    }

    [Fact]
    public async Task What_submitted_code_does_arrives_as_events_too() => Assert.Equal(
        "CodeSubmissionReceived, CompleteCodeSubmissionReceived, StandardOutputValueProduced 1, DisplayedValueProduced 2, "
            + "DiagnosticsProduced, ReturnValueProduced 3, CommandSucceeded",
        await ResultAsync("""
            var told = await Kernel.Root.SendAsync(new SubmitCode("Console.Write(1); display(\"2\"); \"3\"", "csharp"));
            string.Join(", ", told.Events.Select(e => $"{e.GetType().Name} {(e as DisplayEvent)?.FormattedValues.Single().Value}".Trim()))
            """));

    [Fact]
    public async Task Later_cells_see_what_submitted_code_and_the_cell_around_it_declare()
    {
        await OkAsync("var around = 1;\nawait Kernel.Root.SendAsync(new SubmitCode(\"var within = 10; record Inner(int X); var shared = 5;\"));\nvar shared = 100;");

        Assert.Equal("116", await ResultAsync("around + within + new Inner(5).X + shared"));
    }

    [Theory]
    [InlineData("int wrong = \\\"text\\\";", "error CS0029")]
    [InlineData("throw new InvalidOperationException(\\\"broken\\\");", "InvalidOperationException: broken")]
    public async Task Submitted_code_that_fails_is_told_and_does_not_end_the_cell(string code, string message)
    {
        var shown = await OkAsync($"var failed = await Kernel.Root.SendAsync(new SubmitCode(\"{code}\"));\nfailed.Events.OfType<CommandFailed>().Single().Message");

        Assert.Contains(message, shown.ResultText, StringComparison.Ordinal);
        Assert.Contains(message, shown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_runs_in_the_other_languages_and_their_outputs_are_the_cells()
    {
        var shown = await OkAsync("""
            var js = await Kernel.Root.SendAsync(new SubmitCode("await null; console.log('js'); gave = {a: 5}; return gave;", "javascript"));
            var py = await Kernel.Root.SendAsync(new SubmitCode("print('py')\n1 / 0", "python"));
            await Kernel.Root.SendAsync(new SubmitCode("<b>x</b>", "html"));
            string.Join(", ", js.Events.Concat(py.Events).Select(e => e.GetType().Name))
            """);

        Assert.Equal("js\npy\n", shown.Stdout);
        Assert.Contains("ZeroDivisionError", shown.Stderr, StringComparison.Ordinal);
        Assert.Equal(["{ a: 5 }", "<b>x</b>"], shown.Outputs.OfType<DisplayOutput>().Select(display => (string?)display.Data["text/html"] ?? Plain(display)));
        Assert.Equal(
            "StandardOutputValueProduced, ReturnValueProduced, CommandSucceeded, StandardOutputValueProduced, CommandFailed",
            shown.ResultText);
    }

    [Fact]
    public async Task Values_are_requested_and_sent()
    {
        await OkAsync("""
            await Kernel.Root.SendAsync(new SubmitCode("there = [1, 2]", "javascript"));
            await Kernel.Root.SendAsync(new SendValue("sent", new { N = 3 }, targetKernelName: "python"));
            await Kernel.Root.SendAsync(new SendValue("own", new System.Text.StringBuilder("same"), targetKernelName: "csharp"));
            """);

        Assert.Equal("[1,2] 3 same True", await ResultAsync("""
            var there = await Kernel.Root.SendAsync(new RequestValue("there", targetKernelName: "javascript"));
            var back = await Kernel.Root.SendAsync(new SubmitCode("sent['N']", "python"));
            var same = await Kernel.Root.SendAsync(new RequestValue("own", targetKernelName: "csharp"));
            $"{there.Events.OfType<ValueProduced>().Single().FormattedValue.Value} {back.Events.OfType<ReturnValueProduced>().Single().FormattedValues.Single().Value} {own} {object.ReferenceEquals(own, same.Events.OfType<ValueProduced>().Single().Value)}"
            """));
    }

    [Theory]
    [InlineData("var missing = await Kernel.Root.SendAsync(new RequestValue(\"noSuch\", targetKernelName: \"javascript\")); missing.Events.OfType<CommandFailed>().Single().Message", "JavaScript has no variable")]
    [InlineData("var html = await Kernel.Root.SendAsync(new RequestValue(\"x\", targetKernelName: \"html\")); html.Events.OfType<CommandFailed>().Single().Message", "the html kernel has no variables")]
    public async Task A_value_that_is_not_there_is_an_event_that_says_so(string code, string message) =>
        Assert.Contains(message, await ResultAsync(code), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_published_in_the_running_command_is_shown()
    {
        var shown = await OkAsync("""
            var context = KernelInvocationContext.Current;
            context.Publish(new DisplayedValueProduced("given", context.Command, Microsoft.DotNet.Interactive.Formatting.FormattedValue.CreateManyFromObject("given")));
            var handle = context.Display(1, "text/plain");
            handle.Update(2);
            context.Publish(new StandardOutputValueProduced(context.Command, [new("text/plain", "printed")]));
            CSS("b { color: red }");
            """);

        Assert.Equal(["given", "1", "b { color: red }"], shown.Outputs.OfType<DisplayOutput>().Select(Plain));
        Assert.Equal("<style>b { color: red }</style>", (string?)shown.Outputs.OfType<DisplayOutput>().Last().Data["text/html"]);
        Assert.Equal("2", (string?)Assert.Single(shown.Outputs.OfType<UpdateOutput>()).Data["text/plain"]);
        Assert.Equal("printed", shown.Stdout);
    }

    [Fact]
    public async Task A_password_does_not_show_itself() =>
        Assert.Equal("************ word", await ResultAsync("var password = new PasswordString(\"word\"); $\"{password} {password.GetClearTextPassword()}\""));

    [Fact]
    public async Task Cells_are_commands_to_middleware_to_deferred_commands_and_to_whoever_watches_events()
    {
        await using var fresh = new Notebook();
        await OkAsync("""
            var seen = new List<string>();
            Kernel.Root.KernelEvents.Subscribe(System.Reactive.Observer.Create<KernelEvent>(e => { if (e.Command is SubmitCode { Code: "1 + 1" }) seen.Add(e.GetType().Name); }));
            Kernel.Current.AddMiddleware(async (command, context, next) => { Console.Write("before "); await next(command, context); Console.Write("after"); });
            Kernel.Current.DeferCommand(new SubmitCode("Console.Write(\"deferred \");"));
            """, of: fresh);

        var shown = await OkAsync("1 + 1", "", fresh);
        Assert.Equal(("2", "before deferred afterbefore after"), (shown.ResultText, shown.Stdout));
        Assert.Equal(
            "CodeSubmissionReceived CompleteCodeSubmissionReceived DiagnosticsProduced ReturnValueProduced CommandSucceeded",
            (await OkAsync("string.Join(\" \", seen)", "", fresh)).ResultText);
    }

    [Theory]
    [InlineData("#!breaks\nvar below = 2;\nbelow", "InvalidOperationException", "it broke")]
    [InlineData("#!breaks --nothing 1", "CommandFailed", "(1,10): error DNI103: Unrecognized parameter name '--nothing'")]
    [InlineData("KernelInvocationContext.Current.Fail(KernelInvocationContext.Current.Command, message: \"given up\");", "CommandFailed", "given up")]
    [InlineData("\n\nthrow new FormatException(\"third line\");", "FormatException", "third line")]
    public async Task A_cell_fails_as_its_command_does(string code, string name, string message)
    {
        await using var fresh = new Notebook();
        await OkAsync("Kernel.Root.AddDirective(new Microsoft.DotNet.Interactive.Directives.KernelActionDirective(\"#!breaks\"), (command, context) => throw new InvalidOperationException(\"it broke\"));", of: fresh);

        var shown = await FailAsync(code, CellStatus.Error, fresh);
        Assert.Equal((name, message), (shown.Error!.Name, shown.Error.Value));
        Assert.Null(shown.ResultText);
        Assert.Equal("3", (await OkAsync("3", "", fresh)).ResultText);
    }

    [Fact]
    public async Task The_lines_of_an_error_are_the_cells()
    {
        await using var fresh = new Notebook();
        await OkAsync("Kernel.Root.AddDirective(new Microsoft.DotNet.Interactive.Directives.KernelActionDirective(\"#!none\"), (command, context) => Task.CompletedTask);", of: fresh);

        var shown = await FailAsync("var first = 1;\n#!none\nvar third = 3;\nthrow new FormatException();", CellStatus.Error, fresh);
        Assert.Contains(shown.Error!.Traceback, line => line.EndsWith("cell 1: line 4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_adds_a_kernel_of_CSharp_with_variables_of_its_own()
    {
        await using var fresh = new Notebook();
        await OkAsync("var here = 1;\nvar own = (Microsoft.DotNet.Interactive.CSharp.CSharpKernel)Kernel.Root.FindKernelByName(\"csharp\");\n((CompositeKernel)Kernel.Root).Add(new Microsoft.DotNet.Interactive.CSharp.CSharpKernel(\"other\"));", of: fresh);

        var shown = await OkAsync("#!other\nvar there = 2;\nthere + 1", "", fresh);
        Assert.Equal("3", Plain(Assert.Single(shown.Outputs.OfType<DisplayOutput>())));
        Assert.Contains("CS0103", (await FailAsync("#!other\nhere", CellStatus.Error, fresh)).Error!.Value, StringComparison.Ordinal);
        Assert.Equal("csharp 1", (await OkAsync("$\"{own.Name} {here}\"", "", fresh)).ResultText);
    }

    [Fact]
    public async Task What_an_output_tells_besides_its_forms_arrives()
    {
        var shown = await OkAsync("await Kernel.Root.SendAsync(new SubmitCode(\"class Odd:\\n  def _repr_mimebundle_(self, **_):\\n    return {'text/plain': 'odd'}, {'text/plain': {'width': 5}}\\nOdd()\", \"python\"));");
        Assert.Equal(5, (int?)Assert.Single(shown.Outputs.OfType<DisplayOutput>()).Metadata["text/plain"]?["width"]);
    }

    [Fact]
    public async Task A_value_of_any_length_is_sent() => Assert.Equal("20000000", await ResultAsync("""
        await Kernel.Root.SendAsync(new SendValue("long", new string('x', 20_000_000), targetKernelName: "javascript"));
        (await Kernel.Root.SendAsync(new SubmitCode("return long.length;", "javascript"))).Events.OfType<ReturnValueProduced>().Single().FormattedValues.First().Value
        """));

    [Fact]
    public async Task A_form_that_a_type_does_not_have_is_an_error_that_says_so() => Assert.StartsWith(
        "The value cannot be shown in the form that was asked for",
        (await FailAsync("display(1, \"text/csv\");", CellStatus.Error)).Error!.Value,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Kernel.Root.Dispose();")]
    [InlineData("Kernel.Current.Dispose();")]
    [InlineData("KernelInvocationContext.Current.Dispose();")]
    [InlineData("await Kernel.Root.SendAsync(new Quit());", CellStatus.Error)]
    [InlineData("Kernel.Root.KernelEvents.Subscribe(System.Reactive.Observer.Create<KernelEvent>(e => { if (e.Command is SubmitCode { Code: \"5\" }) throw new Exception(); }));")]
    [InlineData("Kernel.Root.AddMiddleware((command, context, next) => command is SubmitCode { Code: \"5\" } ? throw new Exception() : next(command, context));")]
    public async Task Whatever_a_cell_does_to_the_kernels_later_cells_run(string code, CellStatus expected = CellStatus.Ok)
    {
        await using var fresh = new Notebook();
        await OkAsync("var kept = 4;", of: fresh);
        await FailAsync(usings + code, expected, fresh);
        await RunAsync("5", fresh);

        Assert.Equal("4", (await OkAsync("kept", "", fresh)).ResultText);
        Assert.Equal(".NET", (await OkAsync("Microsoft.DotNet.Interactive.Kernel.Root.Name", "", fresh)).ResultText);
    }

    [Theory]
    [InlineData("await Kernel.Root.SubmitCodeAsync(\"Console.WriteLine(\\\"waits\\\"); while (true) { }\");")]
    [InlineData("Kernel.Root.SubmitCodeAsync(\"Console.WriteLine(\\\"waits\\\"); System.Threading.Thread.Sleep(-1);\").Wait();")]
    [InlineData("Kernel.Root.AddDirective(new Microsoft.DotNet.Interactive.Directives.KernelActionDirective(\"#!again\"), async (command, context) => await Kernel.Root.SubmitCodeAsync(\"#!again\"));\nConsole.WriteLine(\"waits\");\nawait Kernel.Root.SubmitCodeAsync(\"#!again\");")]
    [InlineData("Kernel.Root.AddMiddleware((command, context, next) => Task.Delay(-1));\nConsole.WriteLine(\"waits\");\nawait Kernel.Root.SubmitCodeAsync(\"1\");")]
    public async Task An_interrupt_ends_what_the_cell_has_submitted(string code)
    {
        await using var fresh = new Notebook();
        await OkAsync("var untouched = 3;", of: fresh);
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var cell = fresh.Session.ExecuteAsync(usings + code, "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.Contains("waits", StringComparison.Ordinal));
        await interrupt.CancelAsync();

        Assert.Equal(CellStatus.Interrupted, await cell);
        Assert.DoesNotContain("process was ended", sink.Error!.Value, StringComparison.Ordinal);
        await RunAsync("#!javascript\n1", fresh);
    }

    [Fact]
    public async Task Directives_and_kernels_that_a_cell_adds_hold_from_the_next_cell_on()
    {
        await OkAsync("""
            using Microsoft.DotNet.Interactive.Directives;
            Kernel.Root.AddDirective(new KernelActionDirective("#!tick"), (command, context) => { context.Display("tick"); return Task.CompletedTask; });
            ((CompositeKernel)Kernel.Root).Add(new KeyValueStoreKernel("store"));
            """);

        Assert.Equal(["tick", "6"], (await OkAsync("var before = 5;\n#!tick\nbefore + 1", "")).Outputs.OfType<DisplayOutput>().Select(Plain));
        await OkAsync("#!store --name kept\nsome text", "");
        Assert.Equal("some text", await ResultAsync("""
            var kept = await Kernel.Root.SendAsync(new RequestValue("kept", "text/plain", "store"));
            kept.Events.OfType<ValueProduced>().Single().FormattedValue.Value
            """));
    }

    [Fact]
    public async Task An_interrupt_reaches_code_that_the_cell_has_submitted_elsewhere()
    {
        await OkAsync("var untouched = 3;");
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var cell = notebook.Session.ExecuteAsync(
            usings + "await Kernel.Root.SendAsync(new SubmitCode(\"console.log('waits'); await new Promise(() => {});\", \"javascript\"));",
            "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.Contains("waits", StringComparison.Ordinal));
        await interrupt.CancelAsync();

        Assert.Equal(CellStatus.Interrupted, await cell);
        Assert.Equal("3", await ResultAsync("untouched"));
        Assert.Equal("1\n", (await OkAsync("#!javascript\nconsole.log(1)", "")).Stdout);
    }

    [Fact]
    public async Task A_JavaScript_cell_copies_variables_of_other_kernels_and_is_told_which_are_not_there()
    {
        await OkAsync("var shape = new { Side = 3, Names = new[] { \"a\" } };\n#!python\npython_list = [1, 2]", "");
        const string Copies = """
            #!javascript
            const missing = await interactive.csharp.getVariable('nosuch').catch((error) => error.message);
            const stranger = await interactive.cobol.getVariable('x').catch((error) => error.message);
            return [await interactive.csharp.getVariable('shape'), await interactive.python.getVariable('python_list'), missing, stranger];
            """;

        Assert.Equal(
            """[{"Side":3,"Names":["a"]},[1,2],"C# has no variable \u0027nosuch\u0027.","there is no kernel called \u0022cobol\u0022."]""",
            (await OkAsync(Copies, "")).Outputs.OfType<ResultOutput>().Single().Data["application/json"]!.ToJsonString());
    }

    [Fact]
    public async Task Output_after_the_end_of_a_cell_is_still_the_cells()
    {
        await OkAsync("var go = new TaskCompletionSource();");
        var late = await OkAsync("_ = Task.Run(async () => { await go.Task; display(\"late\"); });\nKernel.Root.Name");
        await OkAsync("go.SetResult();");
        await late.UntilAsync(shown => shown.Outputs.OfType<DisplayOutput>().Any(display => Plain(display) == "late"));
    }

    private static string? Plain(DisplayOutput display) => (string?)display.Data["text/plain"];

    private async Task<RecordingSink> OkAsync(string code, string before = usings, Notebook? of = null)
    {
        var sink = new RecordingSink();
        var status = await (of ?? notebook).Session.ExecuteAsync(
            before + code, "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, TestContext.Current.CancellationToken);
        Assert.True(status == CellStatus.Ok, string.Join("\n", sink.Error?.Traceback ?? ["no error"]));
        return sink;
    }

    private async Task<RecordingSink> FailAsync(string code, CellStatus expected, Notebook? of = null)
    {
        var (status, sink) = await RunAsync(code, of ?? notebook);
        Assert.Equal(expected, status);
        return sink;
    }

    private static async Task<(CellStatus Status, RecordingSink Shown)> RunAsync(string code, Notebook of)
    {
        var sink = new RecordingSink();
        return (await of.Session.ExecuteAsync(code, "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, TestContext.Current.CancellationToken), sink);
    }

    private async Task<string?> ResultAsync(string code) => (await OkAsync(code)).ResultText;

    /// <summary>The session that the tests share.</summary>
    public sealed class Notebook : IAsyncDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-kernels-");

        /// <summary>Opens the session.</summary>
        public Notebook() =>
            Session = new Session(new SessionOptions { WorkingDirectory = folder.FullName, Workers = Built.Workers });

        internal Session Session { get; }

        /// <summary>Ends its processes.</summary>
        public async ValueTask DisposeAsync()
        {
            await Session.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
