using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Variables on their way out of JavaScript and into it.</summary>
[StartsProcesses]
public sealed class JavaScriptSharingTests : JavaScriptCells
{
    [Fact]
    public async Task Variables_are_copied_as_json_in_both_directions()
    {
        await OkAsync("const declared = { a: [1] }; assigned = 'text'; const floats = new Float64Array([0.5]);");
        Assert.Equal("""{"a":[1]}""", (await GetAsync("declared")).Value!.ToJsonString());
        Assert.Equal("text", (string?)(await GetAsync("assigned")).Value);
        Assert.Equal("[0.5]", (await GetAsync("floats")).Value!.ToJsonString());
        Assert.Equal("{ a: [ 1 ] }", (string?)(await Live.Kernel.GetValueAsync("declared", "text/plain", default)).Value);

        await Live.Kernel.SetValueAsync("declared", new SharedValue(SharedValue.Json, new JsonArray(1, 2)), default);
        Assert.Equal("3", await JsonAsync("return declared[0] + declared[1];"));
    }

    [Theory]
    [InlineData("missing", "has no variable \"missing\"")]
    [InlineData("map", "is a Map")]
    [InlineData("code", "is a function")]
    [InlineData("cycle", "contains itself")]
    [InlineData("nested", "holds NaN at \"deep\"")]
    public async Task What_cannot_be_copied_is_refused_with_the_reason(string name, string reason)
    {
        await OkAsync("const map = new Map(), code = () => 1, cycle = {}, nested = { deep: NaN }; cycle.self = cycle;");

        var refusal = await Assert.ThrowsAsync<SharingException>(() => GetAsync(name));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new Date(Number.NaN)", "an invalid Date")]
    [InlineData("{ when: new Date(Number.NaN) }", "an invalid Date at \"when\"")]
    [InlineData("[1n]", "a BigInt")]
    [InlineData("[[undefined]]", "undefined at \"0\"")]
    [InlineData("Promise.resolve()", "await it first")]
    [InlineData("new Error('x')", "an Error")]
    [InlineData("{ toJSON() { throw new Error('mine'); } }", "mine")]
    [InlineData("(() => { let deep = []; for (let i = 0; i < 1e5; i++) deep = [deep]; return deep; })()", "nested too deeply")]
    public async Task What_json_would_lose_is_refused(string value, string reason)
    {
        await OkAsync($"shared = {value};");

        var refusal = await Assert.ThrowsAsync<SharingException>(() => GetAsync("shared"));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_are_shared_as_text_and_bytes_as_numbers_however_many()
    {
        await OkAsync("day = new Date(0); bytes = new Uint8Array([1, 2]); long = 'x'.repeat(1e7);");

        Assert.Equal("1970-01-01T00:00:00.000Z", (string?)(await GetAsync("day")).Value);
        Assert.Equal("[1,2]", (await GetAsync("bytes")).Value!.ToJsonString());
        Assert.Equal(10_000_000, ((string?)(await GetAsync("long")).Value)!.Length);
    }
}
