using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Tests;

/// <summary>A game that is made of recorded runs.</summary>
public class LoopGameTests
{
    private const string mime = "application/vnd.async-workbook.loop-game+json";

    public LoopGameTests()
    {
        Formatters.Register();
    }

    [Fact]
    public void A_level_is_what_went_into_which_queue_and_what_ran()
    {
        using var json = JsonDocument.Parse(Game(Soon()).ToDisplayString(mime));
        var level = json.RootElement.GetProperty("levels")[0];
        Assert.Equal("Python", level.GetProperty("language").GetString());
        Assert.Equal(
            """[["program","",""],["soon","ready queue",""],["a timer","timers","0.5"],["soon","",""],["a timer","",""]]""",
            level.GetProperty("log").GetRawText());
    }

    [Fact]
    public void Other_hosts_show_in_what_order_things_ran()
    {
        Assert.Equal(["text/html", "text/plain", mime], Formatter.GetPreferredMimeTypesFor(typeof(LoopGame)));
        Assert.Contains("program, soon, a timer", Game(Soon()).ToDisplayString("text/plain"), StringComparison.Ordinal);
        Assert.Contains("<td>program, soon, a timer</td>", Game(Soon()).ToDisplayString("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_does_not_say_what_ran_is_no_level()
    {
        Assert.Contains("level 1", Assert.Throws<ArgumentException>(() => Game(Run.NotRun("needs Node"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LoopGame.Of("", ""));
    }

    private static LoopGame Game(Run run) => LoopGame.Of("Loop", "Pick.", new LoopLevel("level 1", "Python", run));

    private static Run Soon() => Run.Of(
        new { },
        [
            new(0, "program", "runs"), new(0, "ready queue", "gets soon"), new(0, "timers", "gets a timer at 0.5"),
            new(0, "soon", "runs"), new(0, "somebody", "does something else"), new(0.5, "a timer", "runs"),
        ]);
}
