namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What an editor of Python cells is told, beyond what every language tells.</summary>
[StartsProcesses]
public sealed class PythonEditorTests : PythonCells
{
    [Theory]
    [InlineData("point.no|", "norm")]
    [InlineData("point.norm(sc|", "scale=")]
    [InlineData("Point(x|", "x=")]
    [InlineData("table[\"tw|", "two words")]
    [InlineData("table['deep']['x'].upp|", "upper")]
    [InlineData("import asynci|", "asyncio")]
    [InlineData("import os.pat|", "path")]
    [InlineData("from asyncio import TaskG|", "TaskGroup")]
    [InlineData("from wave import Wave_r|", "Wave_read")]
    [InlineData("import beside\nfrom beside import insi|", "inside")]
    [InlineData("point.lazy.|", "")]
    [InlineData("trap.anything.|", "")]
    [InlineData("def poi|", "")]
    public async Task Keys_members_arguments_and_modules_are_completed_without_running_code(string code, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(Live.Folder, "beside.py"), "import builtins\nbuiltins.ran = True\ninside = 1\n");
        await OkAsync("""
            import builtins, os.path
            builtins.ran = False
            class Point:
                def __init__(self, x): self.x = x
                @property
                def lazy(self): builtins.ran = True; return 1
                def norm(self, scale=1): pass
            class Trap:
                def __getattr__(self, name): builtins.ran = True; return 1
                def __dir__(self): builtins.ran = True; return []
                __class__ = property(lambda self: setattr(builtins, 'ran', True) or int)
                def __repr__(self): raise SystemExit
            point, trap, table = Point(1), Trap(), {'two words': 1, 'deep': {'x': 's'}}
            """);
        var cursor = code.IndexOf('|', StringComparison.Ordinal);

        var list = await Live.Kernel.CompleteAsync(code.Remove(cursor, 1), cursor, default);

        Assert.Equal(expected, string.Join(' ', list.Items.Select(item => item.Text).Take(1)));
        var trap = (await Live.Kernel.ListVariablesAsync(default)).Single(each => each.Name == "trap");
        Assert.Equal(("Trap", "<Trap: its repr failed with SystemExit>"), (trap.Type, trap.Value));
        Assert.Equal("False", await TextAsync("ran"));
    }
}
