using AsyncWorkbook.Engine.Execution;

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
        var cells = changed.Run(change);
        Assert.All(cells, cell => Assert.True(cell.Value.Status is CellStatus.Ok or CellStatus.ExpectedError, $"{cell.Key}: {cell.Value.Outputs}"));
        Assert.Contains(cells[change.Verdict].Checks, check => !check.Passed && (change.Caption is null || check.Name == change.Caption));
    }
}
