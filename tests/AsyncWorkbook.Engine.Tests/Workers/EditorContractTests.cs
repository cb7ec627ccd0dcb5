using AsyncWorkbook.Engine.Kernels;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What every worker must do, tested with real processes: answer an editor.</summary>
[StartsProcesses]
public sealed class EditorContractTests
{
    public static TheoryData<string> Languages => [.. EditorSnippets.Of.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_name_is_completed_at_its_place(string language)
    {
        await using var live = await DeclaredAsync(language);
        var say = EditorSnippets.Of[language];
        var typed = say.Text[..6];

        var list = await CompleteAsync(live, $"{say.Quoted}{typed}|\n");

        Assert.Equal((say.Quoted.Length, say.Quoted.Length + typed.Length), (list.Start, list.End));
        Assert.Equal(say.Text, list.Items[0].Text);
        Assert.Equal("variable", list.Items[0].Kind);
        Assert.Contains((await CompleteAsync(live, $"{say.Function[..6]}|")).Items, item => item is { Text: var text, Kind: "function" } && text == say.Function);
        Assert.Equal("while", (await CompleteAsync(live, say.Keyword)).Items[0].Text);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_name_of_the_same_code_is_completed_before_it_ran(string language)
    {
        await using var live = await DeclaredAsync(language);

        var list = await CompleteAsync(live, $"{EditorSnippets.Of[language].New}\ngir|");

        Assert.Equal("giraffe", Assert.Single(list.Items).Text);
    }

    [Theory]
    [InlineData("csharp", "var s = \"😀\";\nvar x = ;", 22, 23)]
    [InlineData("csharp", "record.Go();\nvar x = ;", 21, 22)]
    [InlineData("javascript", "const s = '😀';\nconst = 1;", 22, 23)]
    [InlineData("python", "s = '😀'\nx = = 1", 13, 14)]
    [InlineData("python", "if x\n  1", 4, 5)]
    public async Task What_is_wrong_is_found_where_it_stands(string language, string code, int start, int end)
    {
        await using var live = new LiveKernel(language);
        var problem = (await live.Kernel.FindProblemsAsync(code, CancellationToken.None))[0];
        Assert.Equal((start, end), (problem.Start, problem.End));
        Assert.NotEmpty(problem.Message);
    }

    [Theory]
    [InlineData("python", "%matplotlib inline\nx = 1;")]
    [InlineData("python", "await x")]
    [InlineData("javascript", "import fs from 'node:fs';\nawait 1;\nreturn fs;")]
    [InlineData("csharp", "#r \"System.Xml.dll\"\nawait x;\nrecord.Go();")]
    public async Task Nothing_is_wrong_with_what_a_cell_may_say(string language, string code)
    {
        await using var live = new LiveKernel(language);
        Assert.Empty(await live.Kernel.FindProblemsAsync(code, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Nothing_is_wrong_with_whole_code(string language)
    {
        await using var live = new LiveKernel(language);
        foreach (var code in EditorSnippets.Of[language].Complete)
        {
            Assert.Empty(await live.Kernel.FindProblemsAsync(code, CancellationToken.None));
        }

        foreach (var code in EditorSnippets.Of[language].Invalid)
        {
            Assert.NotEmpty(await live.Kernel.FindProblemsAsync(code, CancellationToken.None));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Members_follow_a_dot(string language)
    {
        await using var live = await DeclaredAsync(language);
        var say = EditorSnippets.Of[language];

        var members = await CompleteAsync(live, $"{say.Text}.|");
        Assert.Contains(members.Items, item => item is { Text: var text, Kind: "function" } && text == say.Upper);

        var begun = await CompleteAsync(live, $"{say.Text}.{say.Upper[..2]}|");
        Assert.Equal(say.Text.Length + 1, begun.Start);
        Assert.All(begun.Items, item => Assert.StartsWith(say.Upper[..2], item.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains((await CompleteAsync(live, $"zebraList[0].|")).Items, item => item.Kind == "function");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Nothing_is_run_and_nothing_offered_where_only_running_could_tell(string language)
    {
        await using var live = await DeclaredAsync(language);
        var say = EditorSnippets.Of[language];

        Assert.Empty((await CompleteAsync(live, say.Call)).Items);
        Assert.Null(await InspectAsync(live, say.Call));
        Assert.Equal(Completeness.Complete, await live.Kernel.CheckAsync(say.Call.Replace(".|", "", StringComparison.Ordinal), default));
        Assert.Empty((await CompleteAsync(live, $"{say.Comment}{say.Text[..6]}|")).Items);
        Assert.Empty((await CompleteAsync(live, $"'{say.Text[..6]}|")).Items);

        var (_, shown) = await live.RunAsync(Snippets.Fill(say.Show, say.Ran));
        Assert.Contains(say.RanNot, shown.ResultText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Any_place_in_any_text_has_an_answer(string language)
    {
        await using var live = await DeclaredAsync(language);
        var say = EditorSnippets.Of[language];
        var piece = Gen.OneOf(
            Gen.OneOf(say.Text, say.Function, say.Quoted, say.Comment, ".", "(", ")", "[", "]", "{", "}", "'", "\"", "`", "\n", " ", "import ", "from ", "\\", "?.", "0"),
            Gen.Char.Where(each => !char.IsSurrogate(each)).Select(each => each.ToString()));

        await Gen.Select(piece.Array[0, 12].Select(string.Concat), Gen.Double[0, 1]).SampleAsync(
            async (code, place) =>
            {
                var cursor = (int)(place * code.Length);
                var list = await live.Kernel.CompleteAsync(code, cursor, default);
                Assert.InRange(list.Start, 0, cursor);
                Assert.InRange(list.End, cursor, code.Length);
                await live.Kernel.InspectAsync(code, cursor, default);
                Assert.True(Enum.IsDefined(await live.Kernel.CheckAsync(code, default)));
            },
            iter: 300,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_name_is_told_with_what_is_known_of_it(string language)
    {
        await using var live = await DeclaredAsync(language);
        var say = EditorSnippets.Of[language];

        foreach (var code in new[] { $"{say.Quoted}ze|{say.Function[2..]}(1)", $"{say.Function}(1, |" })
        {
            var text = await InspectAsync(live, code);
            Assert.Contains(say.Function, text, StringComparison.Ordinal);
            Assert.Contains(say.Signature, text, StringComparison.Ordinal);
            Assert.Contains(say.Documentation, text, StringComparison.Ordinal);
        }

        Assert.Contains(say.Told, await InspectAsync(live, $"|{say.Text}"), StringComparison.Ordinal);
        Assert.Contains(say.BuiltIn, await InspectAsync(live, $"|{say.BuiltIn}"), StringComparison.Ordinal);
        Assert.Null(await InspectAsync(live, "unheardOf|"));
        Assert.Null(await InspectAsync(live, "|"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Code_is_complete_or_cut_off_or_wrong(string language)
    {
        await using var live = new LiveKernel(language);
        var say = EditorSnippets.Of[language];

        foreach (var (codes, completeness) in new[]
        {
            (say.Complete, Completeness.Complete), (say.Incomplete, Completeness.Incomplete), (say.Invalid, Completeness.Invalid),
        })
        {
            foreach (var code in codes)
            {
                Assert.Equal((code, completeness), (code, await live.Kernel.CheckAsync(code, default)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Variables_are_listed_by_name_with_type_and_value(string language)
    {
        await using var live = new LiveKernel(language);
        Assert.Empty(await live.Kernel.ListVariablesAsync(default));
        var say = EditorSnippets.Of[language];
        await live.RunAsync(say.Declare);
        await live.Kernel.SetValueAsync("arrived", new SharedValue(SharedValue.Json, 7), default);

        var variables = await live.Kernel.ListVariablesAsync(default);

        Assert.Equal(variables.Select(each => each.Name).Order(StringComparer.Ordinal), variables.Select(each => each.Name));
        Assert.Equal("7", variables.Single(each => each.Name == "arrived").Value);
        Assert.Equal("'stripes'", variables.Single(each => each.Name == say.Text).Value.Replace('"', '\''));
        Assert.Equal("[1, 2]", variables.Single(each => each.Name == "zebraList").Value);
        Assert.All(variables, each => Assert.True(each.Type.Length > 0 && !each.Value.Contains('\n', StringComparison.Ordinal)));
    }

    private static async Task<LiveKernel> DeclaredAsync(string language)
    {
        var live = new LiveKernel(language);
        var (status, shown) = await live.RunAsync(EditorSnippets.Of[language].Declare);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        return live;
    }

    private static Task<CompletionList> CompleteAsync(LiveKernel live, string code)
    {
        var cursor = code.IndexOf('|', StringComparison.Ordinal);
        return live.Kernel.CompleteAsync(code.Remove(cursor, 1), cursor, default);
    }

    private static async Task<string?> InspectAsync(LiveKernel live, string code)
    {
        var cursor = code.IndexOf('|', StringComparison.Ordinal);
        return (string?)(await live.Kernel.InspectAsync(code.Remove(cursor, 1), cursor, default))?["text/plain"];
    }
}
