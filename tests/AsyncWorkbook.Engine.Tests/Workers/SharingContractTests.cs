using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What every worker must do, tested with real processes: variables on their way out and in.</summary>
[StartsProcesses]
public sealed class SharingContractTests
{
    /// <summary>Text without lone surrogates, which no JSON can carry.</summary>
    private static readonly Gen<string> anyText = Gen.OneOf(
        Gen.String[Gen.Char[' ', '\u00ff'], 0, 20],
        Gen.OneOf("", "😀 <é> \u2028 \u007f", "a\\b\"c/d\n\t", "__proto__", "</script>&amp;'+`${x}`"));

    /// <summary>JSON as every language holds it: whole numbers up to 2^53, all finite doubles but -0, nesting.</summary>
    private static readonly Gen<string> anyJson = Gen.Recursive<string>((depth, json) =>
        depth > 3
            ? Leaf
            : Gen.Frequency(
                (2, Leaf),
                (1, json.Array[0, 4].Select(items => $"[{string.Join(",", items)}]")),
                (1, Gen.Select(Gen.Char['a', 'e'], json).Array[0, 4].Select(members =>
                    $"{{{string.Join(",", members.DistinctBy(member => member.Item1).Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}"))));

    public static TheoryData<string> Languages => [.. Snippets.Of.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Any_json_comes_back_as_it_was_set(string language)
    {
        await using var live = new LiveKernel(language);
        await anyJson.SampleAsync(
            async json =>
            {
                await live.Kernel.SetValueAsync("value", new SharedValue(SharedValue.Json, JsonNode.Parse(json)), default);
                var back = (await live.Kernel.GetValueAsync("value", SharedValue.Json, default)).Value;

                using var sent = JsonDocument.Parse(json);
                using var received = JsonDocument.Parse(back?.ToJsonString() ?? "null");
                Assert.True(JsonElement.DeepEquals(sent.RootElement, received.RootElement), $"{json} came back as {back?.ToJsonString() ?? "null"}");
            },
            iter: 100,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_undefined_variable_is_refused_by_name(string language)
    {
        await using var live = new LiveKernel(language);

        var refusal = await Assert.ThrowsAsync<SharingException>(() => live.Kernel.GetValueAsync("nowhere", SharedValue.Json, default));

        Assert.Contains("nowhere", refusal.Message, StringComparison.Ordinal);
    }

    private static Gen<string> Leaf => Gen.OneOf(
        Gen.OneOf("true", "false", "null", "0", "9007199254740991", "-9007199254740991", "0.1", "1e-7", "1e21"),
        Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Double.Where(number => double.IsFinite(number) && number != 0).Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
        anyText.Select(text => JsonValue.Create(text).ToJsonString()));
}
