using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>Running code asks the reader who runs the cell.</summary>
public sealed class InputTests(LiveKernel live) : IClassFixture<LiveKernel>
{
    private readonly JupyterClient client = live.Client;

    [Theory]
    [InlineData("var a = Console.ReadLine();\na", "", false)]
    [InlineData("#!javascript\nreturn prompt('Who? ');", "Who? ", false)]
    [InlineData("#!python\ninput('Who? ')", "Who? ", false)]
    [InlineData("#!python\nimport getpass\ngetpass.getpass('Secret: ')", "Secret: ", true)]
    [InlineData("#!set --name b --value @input:\"Who? \"\nb", "Who? ", false)]
    [InlineData("#!set --name c --value @password:\"Secret: \"\nc", "Secret: ", true)]
    public async Task A_question_reaches_the_reader_and_the_answer_the_code(string code, string prompt, bool secret)
    {
        var asked = client.AskedAsync();
        var (id, answer) = client.BeginCell(code);
        var question = await asked;
        Assert.Equal("input_request", question.Type);
        Assert.Equal(id, question.ParentId);
        Assert.Equal(prompt.Trim(), ((string)question.Content["prompt"]!).Trim());
        Assert.Equal(secret, (bool)question.Content["password"]!);
        client.Tell("input_reply", new JsonObject { ["value"] = "Judit" }, "stdin", question.Header);
        Assert.Contains("Judit", (await answer).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console.WriteLine(\"1 tea\"); Console.WriteLine(\"2 milk\"); Console.ReadLine()")]
    [InlineData("#!javascript\nconsole.log('1 tea'); console.log('2 milk'); return prompt('?');")]
    [InlineData("#!python\nprint('1 tea'); print('2 milk'); input('?')")]
    public async Task What_was_printed_before_is_sent_before_the_question(string code)
    {
        var asked = client.AskedAsync();
        var (id, answer) = client.BeginCell(code);
        var question = await asked;
        var printed = await client.PrintedAsync(id, "2 milk");
        Assert.True(string.CompareOrdinal((string?)printed.Header["date"], (string?)question.Header["date"]) <= 0);
        client.Tell("input_reply", new JsonObject { ["value"] = "1" }, "stdin", question.Header);
        Assert.Equal("ok", (await answer).Reply.Status);
    }

    [Fact]
    public async Task An_answer_need_not_say_what_it_answers()
    {
        var asked = client.AskedAsync();
        var (_, answer) = client.BeginCell("#!javascript\nreturn prompt('Who?');");
        await asked;
        client.Tell("input_reply", new JsonObject { ["value"] = "Judit" }, "stdin");
        Assert.Contains("Judit", (await answer).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_an_older_question_is_ignored()
    {
        var first = client.AskedAsync();
        var (_, interrupted) = client.BeginCell("#!javascript\nreturn prompt('First?');");
        var old = await first;
        await client.RequestAsync("interrupt_request", channel: "control");
        await interrupted;
        var second = client.AskedAsync();
        var (_, answer) = client.BeginCell("#!javascript\nreturn prompt('Second?');");
        var question = await second;
        client.Tell("input_reply", new JsonObject { ["value"] = "old" }, "stdin", old.Header);
        client.Tell("input_reply", new JsonObject { ["value"] = "new" }, "stdin", question.Header);
        Assert.Contains("new", (await answer).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console.ReadLine()")]
    [InlineData("#!javascript\nreturn prompt('Who?');")]
    [InlineData("#!python\ninput('Who?')")]
    [InlineData("#!set --name x --value @input:\"Who?\"")]
    public async Task Nobody_is_asked_where_the_front_end_takes_no_questions(string code)
    {
        var answer = await client.ExecuteAsync(code, new JsonObject { ["allow_stdin"] = false });
        Assert.Equal("error", answer.Reply.Status);
        Assert.Contains("allow_stdin", (string?)answer.Reply.Content["evalue"], StringComparison.Ordinal);
    }
}
