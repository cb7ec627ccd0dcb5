using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Variables on their way out of C# and into it.</summary>
[StartsProcesses]
public sealed class CSharpSharingTests(CSharpCells.Notebook notebook) : CSharpCells(notebook)
{
    [Theory]
    [InlineData("null", "object", "<null>")]
    [InlineData("true", "bool", "True")]
    [InlineData("3", "double", "3")]
    [InlineData("\"a\"", "string", "a")]
    [InlineData("{\"a\":[1]}", "System.Text.Json.JsonDocument", "{\"a\":[1]}")]
    public async Task A_value_arrives_as_the_type_that_suits_it_and_replaces_a_variable(string json, string type, string text)
    {
        await OkAsync("DateTime x = default;");
        await Live.Kernel.SetValueAsync("x", new SharedValue(SharedValue.Json, JsonNode.Parse(json)), CancellationToken.None);

        Assert.Equal(text, await ResultAsync($"{type} copy = x; copy"));
    }

    [Fact]
    public Task A_value_that_came_in_goes_out_as_it_was()
    {
        var word = Gen.Char["aZ0 \"\\/<é漢\n\t"].Array[0, 5].Select(chars => new string(chars));
        var leaf = Gen.OneOf(
            word.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)));
        var value = Gen.OneOf(leaf, leaf.Array[0, 4].Select(items => (JsonNode?)new JsonArray(items)));

        return value.SampleAsync(
            async json =>
            {
                await Live.Kernel.SetValueAsync("v", new SharedValue(SharedValue.Json, json), CancellationToken.None);
                var back = await Live.Kernel.GetValueAsync("v", SharedValue.Json, CancellationToken.None);
                return JsonNode.DeepEquals(back.Value, json);
            },
            iter: 30,
            threads: 1);
    }

    [Fact]
    public async Task Text_of_another_form_is_shared_as_text()
    {
        await Live.Kernel.SetValueAsync("html", new SharedValue("text/html", "<b>x</b>"), CancellationToken.None);
        await OkAsync("int n = 3;");

        Assert.Equal("<b>x</b>", await ResultAsync("html"));
        Assert.Equal("3", (string?)(await Live.Kernel.GetValueAsync("n", "text/plain", CancellationToken.None)).Value);
    }

    [Theory]
    [InlineData("int[] v = [1, 2];", "[1,2]")]
    [InlineData("record P(string Name); var v = new[] { new P(\"é\") };", "[{\"Name\":\"é\"}]")]
    [InlineData("var v = (1, \"b\");", "{\"Item1\":1,\"Item2\":\"b\"}")]
    [InlineData("var v = new Dictionary<string, double> { [\"a\"] = 0.1 };", "{\"a\":0.1}")]
    [InlineData("const int v = 3;", "3")]
    [InlineData("string v = null;", "null")]
    public async Task Values_go_out_as_json(string code, string json)
    {
        await OkAsync(code);
        var value = await Live.Kernel.GetValueAsync("v", SharedValue.Json, CancellationToken.None);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), value.Value), value.Value?.ToJsonString());
    }

    [Theory]
    [InlineData("nowhere", "no variable 'nowhere'")]
    [InlineData("loop", "'loop' (Node) cannot be copied as application/json: it refers to itself")]
    [InlineData("function", "'function' (Func<Int32>)")]
    [InlineData("task", "'task' is a task")]
    public async Task What_cannot_be_copied_is_named(string name, string message)
    {
        await OkAsync("""
            class Node { public Node Next { get; set; } }
            var loop = new Node(); loop.Next = loop;
            Func<int> function = () => 1;
            var task = Task.FromResult(1);
            """);
        var error = await Assert.ThrowsAsync<SharingException>(
            () => Live.Kernel.GetValueAsync(name, SharedValue.Json, CancellationToken.None));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keyword_is_a_name_and_nonsense_is_not()
    {
        await Live.Kernel.SetValueAsync("class", new SharedValue(SharedValue.Json, 1), CancellationToken.None);
        Assert.Equal("1", await ResultAsync("@class"));

        await Assert.ThrowsAsync<SharingException>(
            () => Live.Kernel.SetValueAsync("a b", new SharedValue(SharedValue.Json, 1), CancellationToken.None));
    }
}
