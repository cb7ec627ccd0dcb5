using System.Text.Json;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>The programs that chapter 12 and <c>bench/costs</c> measure do the same in each language.</summary>
[StartsProcesses]
public sealed class CostProgramTests
{
    private static readonly string[] kinds =
    [
        "call", "completed 1", "completed 10", "completed 100", "create", "ping-pong", "ready", "yielding 1", "yielding 10", "yielding 100",
    ];

    public static TheoryData<string> Languages => ["C#", "JavaScript", "Python"];

    public static TheoryData<string, string> Variants => new()
    {
        { "C#", "coroutine" }, { "C#", "bare" }, { "C#", "run" }, { "C#", "thread" },
        { "JavaScript", "coroutine" }, { "JavaScript", "bare" }, { "JavaScript", "timer" }, { "JavaScript", "coroutine of timer" },
        { "Python", "coroutine" }, { "Python", "bare" }, { "Python", "timer" }, { "Python", "group" }, { "Python", "thread" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task All_tasks_come_to_their_end(string language, string variant)
    {
        var found = await FoundAsync(language, "waiting", variant, "20", "0.1");
        Assert.Equal(20, found.GetProperty("finished").GetInt32());
        Assert.True(found.GetProperty("peakBytes").GetInt64() > 1_000_000);
        Assert.True(found.GetProperty("totalSeconds").GetDouble() >= found.GetProperty("createdSeconds").GetDouble());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_tree_has_the_sum_of_its_leaves(string language) =>
        Assert.Equal(4950, (await FoundAsync(language, "skynet", "2")).GetProperty("sum").GetInt32());

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Each_kind_of_await_has_as_many_samples_as_were_asked_for(string language)
    {
        var found = await FoundAsync(language, "awaits", "2", "0.1");
        Assert.All(kinds, kind => Assert.Equal(2, found.GetProperty(kind).EnumerateArray().Count(nanoseconds => nanoseconds.GetDouble() > 0)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_makes_no_sense_is_answered_by_how_to_call_it(string language)
    {
        var ended = await RunAsync(language, "waiting", "coroutine");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("waiting VARIANT TASKS SECONDS", ended.Stderr, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> FoundAsync(string language, params string[] what)
    {
        var ended = await RunAsync(language, what);
        Assert.True(ended.ExitCode == 0, ended.Stderr);
        return JsonDocument.Parse(ended.Stdout).RootElement;
    }

    private static async Task<Ended> RunAsync(string language, params string[] what)
    {
        string[] command = language switch
        {
            "C#" => ["dotnet", Repository.PathOf("artifacts", "costs", "costs.dll")],
            "JavaScript" => ["node", Repository.PathOf("src", "costs", "javascript", "costs.mjs")],
            _ => ["python3", "-B", Repository.PathOf("src", "costs", "python", "costs.py")],
        };
        using var process = Workbook.Start(command[0], Repository.Top, null, [.. command.Skip(1), .. what]);
        return await Workbook.EndAsync(process);
    }
}
