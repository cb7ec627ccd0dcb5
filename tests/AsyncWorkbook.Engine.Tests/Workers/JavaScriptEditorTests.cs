namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What an editor of JavaScript cells is told, beyond what every language tells.</summary>
[StartsProcesses]
public sealed class JavaScriptEditorTests : JavaScriptCells
{
    [Theory]
    [InlineData("point?.n|", "norm")]
    [InlineData("table[\"tw|", "two words")]
    [InlineData("table?.['de|", "deep")]
    [InlineData("table['deep'].inn|", "inner")]
    [InlineData("`${poi|", "point Point")]
    [InlineData("[].fla|", "flat flatMap")]
    [InlineData("point.lazy.|", "")]
    [InlineData("trap.|", "")]
    [InlineData("const poi|", "")]
    public async Task Keys_and_members_are_completed_without_running_code(string code, string expected)
    {
        await OkAsync("""
            ran = false;
            class Point { #x; get lazy() { ran = true; return {}; } norm() {} get [Symbol.toStringTag]() { ran = true; return ''; } }
            const point = new Point(), table = { 'two words': 1, deep: { inner: 1 } };
            const trap = new Proxy({}, new Proxy({}, { get() { ran = true; } }));
            """);
        var cursor = code.IndexOf('|', StringComparison.Ordinal);

        var list = await Live.Kernel.CompleteAsync(code.Remove(cursor, 1), cursor, default);

        Assert.Equal(expected, string.Join(' ', list.Items.Select(item => item.Text)));
        await Live.Kernel.InspectAsync("point", 1, default);
        Assert.Equal(["Point", "Proxy"], (await Live.Kernel.ListVariablesAsync(default)).Where(each => each.Name is "point" or "trap").Select(each => each.Type));
        Assert.Equal("false", await JsonAsync("return ran;"));
    }
}
