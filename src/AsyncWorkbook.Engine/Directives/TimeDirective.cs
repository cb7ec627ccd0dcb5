using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary><c>#!time</c>: shows behind the cell's result how long it took from here.</summary>
internal sealed class TimeDirective : IDirective
{
    public string Name => "#!time";

    public string Summary => "Measure how long the cell takes from here, and show it at the end.";

    public IReadOnlyList<DirectiveParameter> Parameters => [];

    public Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        submission.StartClock();
        return Task.FromResult(ExecutionStatus.Ok);
    }
}
