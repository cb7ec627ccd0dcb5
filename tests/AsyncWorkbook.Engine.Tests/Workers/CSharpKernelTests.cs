using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What C# cells submit to kernels, add to them and do to them.</summary>
[StartsProcesses]
public sealed class CSharpKernelTests(KernelNotebook notebook) : KernelCells(notebook), IClassFixture<KernelNotebook>
{
    [Fact]
    public async Task The_kernels_are_a_root_with_this_one_and_the_others_of_the_session()
    {
        await using var fresh = new KernelNotebook(); // another test adds a kernel to the one that is shared
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
    public async Task Cells_are_commands_to_middleware_to_deferred_commands_and_to_whoever_watches_events()
    {
        await using var fresh = new KernelNotebook();
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
        await using var fresh = new KernelNotebook();
        await OkAsync("Kernel.Root.AddDirective(new Microsoft.DotNet.Interactive.Directives.KernelActionDirective(\"#!breaks\"), (command, context) => throw new InvalidOperationException(\"it broke\"));", of: fresh);

        var shown = await FailAsync(code, CellStatus.Error, fresh);
        Assert.Equal((name, message), (shown.Error!.Name, shown.Error.Value));
        Assert.Null(shown.ResultText);
        Assert.Equal("3", (await OkAsync("3", "", fresh)).ResultText);
    }

    [Fact]
    public async Task The_lines_of_an_error_are_the_cells()
    {
        await using var fresh = new KernelNotebook();
        await OkAsync("Kernel.Root.AddDirective(new Microsoft.DotNet.Interactive.Directives.KernelActionDirective(\"#!none\"), (command, context) => Task.CompletedTask);", of: fresh);

        var shown = await FailAsync("var first = 1;\n#!none\nvar third = 3;\nthrow new FormatException();", CellStatus.Error, fresh);
        Assert.Contains(shown.Error!.Traceback, line => line.EndsWith("cell 1: line 4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_adds_a_kernel_of_CSharp_with_variables_of_its_own()
    {
        await using var fresh = new KernelNotebook();
        await OkAsync("var here = 1;\nvar own = (Microsoft.DotNet.Interactive.CSharp.CSharpKernel)Kernel.Root.FindKernelByName(\"csharp\");\n((CompositeKernel)Kernel.Root).Add(new Microsoft.DotNet.Interactive.CSharp.CSharpKernel(\"other\"));", of: fresh);

        var shown = await OkAsync("#!other\nvar there = 2;\nthere + 1", "", fresh);
        Assert.Equal("3", Plain(Assert.Single(shown.Outputs.OfType<DisplayOutput>())));
        Assert.Contains("CS0103", (await FailAsync("#!other\nhere", CellStatus.Error, fresh)).Error!.Value, StringComparison.Ordinal);
        Assert.Equal("csharp 1", (await OkAsync("$\"{own.Name} {here}\"", "", fresh)).ResultText);
    }

    [Theory]
    [InlineData("Kernel.Root.Dispose();")]
    [InlineData("Kernel.Current.Dispose();")]
    [InlineData("KernelInvocationContext.Current.Dispose();")]
    [InlineData("await Kernel.Root.SendAsync(new Quit());", CellStatus.Error)]
    [InlineData("Kernel.Root.KernelEvents.Subscribe(System.Reactive.Observer.Create<KernelEvent>(e => { if (e.Command is SubmitCode { Code: \"5\" }) throw new Exception(); }));")]
    [InlineData("Kernel.Root.AddMiddleware((command, context, next) => command is SubmitCode { Code: \"5\" } ? throw new Exception() : next(command, context));")]
    public async Task Whatever_a_cell_does_to_the_kernels_later_cells_run(string code, CellStatus expected = CellStatus.Ok)
    {
        await using var fresh = new KernelNotebook();
        await OkAsync("var kept = 4;", of: fresh);
        await FailAsync(Usings + code, expected, fresh);
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
        await using var fresh = new KernelNotebook();
        await OkAsync("var untouched = 3;", of: fresh);
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var cell = fresh.Session.ExecuteAsync(Usings + code, "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, interrupt.Token);
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
        var cell = Notebook.Session.ExecuteAsync(
            Usings + "await Kernel.Root.SendAsync(new SubmitCode(\"console.log('waits'); await new Promise(() => {});\", \"javascript\"));",
            "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.Contains("waits", StringComparison.Ordinal));
        await interrupt.CancelAsync();

        Assert.Equal(CellStatus.Interrupted, await cell);
        Assert.Equal("3", await ResultAsync("untouched"));
        Assert.Equal("1\n", (await OkAsync("#!javascript\nconsole.log(1)", "")).Stdout);
    }

    [Fact]
    public async Task Output_after_the_end_of_a_cell_is_still_the_cells()
    {
        await OkAsync("var go = new TaskCompletionSource();");
        var late = await OkAsync("_ = Task.Run(async () => { await go.Task; display(\"late\"); });\nKernel.Root.Name");
        await OkAsync("go.SetResult();");
        await late.UntilAsync(shown => shown.Outputs.OfType<DisplayOutput>().Any(display => Plain(display) == "late"));
    }
}
