using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>
/// <c>#!nuget-restore</c>: gets the packages that the cell has asked for. It stands behind the last <c>#r "nuget:..."</c>
/// of every cell by itself, so few notebooks spell it out.
/// </summary>
internal sealed class RestoreDirective(SessionPackages packages) : IDirective
{
    public string Name => "#!nuget-restore";

    public string Summary => "Get the packages that the cell asks for with #r; it need not be written out.";

    public IReadOnlyList<DirectiveParameter> Parameters => [];

    public Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission) =>
        packages.RestoreAsync(step, submission);
}
