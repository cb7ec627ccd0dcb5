namespace AsyncWorkbook.Cli.Tests;

/// <summary>The verdicts notice when a solution is changed.</summary>
[StartsProcesses]
public sealed class MutationTests(ChangedChapters changed) : IClassFixture<ChangedChapters>
{
    public static TheoryData<string, string> Changes { get; } = [.. ChangedChapters.All.Select(change => (change.File, change.Why))];

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_changed_solution_is_noticed(string chapter, string why)
    {
        var change = ChangedChapters.All.Single(change => (change.File, change.Why) == (chapter, why));
        var (report, verdict) = changed.Run(change);
        Assert.True(report["cells"]!.AsArray().All(cell => (string?)cell!["status"] is "ok" or "skipped" or "expected-error"), $"{report}");
        Assert.Contains("bug", Chapter.Verdicts(verdict, change.Caption));
    }
}
