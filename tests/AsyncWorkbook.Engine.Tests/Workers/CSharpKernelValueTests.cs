using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Values, variables and outputs that C# cells ask of kernels, and send to them.</summary>
[StartsProcesses]
public sealed class CSharpKernelValueTests(KernelNotebook notebook) : KernelCells(notebook), IClassFixture<KernelNotebook>
{
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

    [Fact]
    public async Task The_variables_of_other_kernels_are_listed()
    {
        await OkAsync("await Kernel.Root.SendAsync(new SubmitCode(\"listed = 'here'\", \"python\"));");

        Assert.Equal("listed str 'here'", await ResultAsync("""
            var infos = (await Kernel.Root.SendAsync(new RequestValueInfos("python"))).Events.OfType<ValueInfosProduced>().Single().ValueInfos;
            string.Join(", ", infos.Where(info => info.Name == "listed").Select(info => $"{info.Name} {info.TypeName} {info.FormattedValue.Value}"))
            """));
    }

    [Fact]
    public async Task What_an_editor_asks_is_answered_by_events()
    {
        await OkAsync("""
            int Twice(int number) => 2 * number;
            string Twice(string text, char between) => text + between + text;
            async Task<List<KernelEvent>> ToldAsync(KernelCommand question)
            {
                var told = new List<KernelEvent>();
                using (Kernel.Root.KernelEvents.Subscribe(told.Add))
                {
                    await Kernel.Root.SendAsync(question);
                }
                return told;
            }
            """);

        Assert.Equal("Twice at 1:4 to 1:6", await ResultAsync("""
            var ways = (await ToldAsync(new RequestCompletions("1 +\n 2 +Tw", new LinePosition(1, 6), "csharp"))).OfType<CompletionsProduced>().Single();
            $"{ways.Completions.First().InsertText} at {ways.LinePositionSpan.Start.Line}:{ways.LinePositionSpan.Start.Character} to {ways.LinePositionSpan.End.Line}:{ways.LinePositionSpan.End.Character}"
            """));
        Assert.StartsWith("int Twice(int number)", await ResultAsync("""
            (await ToldAsync(new RequestHoverText("Twice(1)", new LinePosition(0, 2), "csharp"))).OfType<HoverTextProduced>().Single().Content.First().Value
            """), StringComparison.Ordinal);
        Assert.Equal("int Twice(int number); string Twice(string text, char between): 1, 1 of text between", await ResultAsync("""
            var call = (await ToldAsync(new RequestSignatureHelp("Twice(\"a\", ", new LinePosition(0, 11), "csharp"))).OfType<SignatureHelpProduced>().Single();
            $"{string.Join("; ", call.Signatures.Select(signature => signature.Label))}: {call.ActiveSignatureIndex}, {call.ActiveParameterIndex} of {string.Join(" ", call.Signatures[1].Parameters.Select(parameter => parameter.Label))}"
            """));
        Assert.Equal("False", await ResultAsync("""
            (await ToldAsync(new RequestHoverText("   ", new LinePosition(7, 70), "csharp"))).Any(each => each is HoverTextProduced or CommandFailed)
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
}
