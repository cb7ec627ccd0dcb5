using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Packages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>
/// <c>#r "nuget: Name, version"</c>: asks for a package. All of a cell are restored together, before its code; files
/// (<c>#r "x.dll"</c>) are the C# kernel's own business.
/// </summary>
internal sealed class PackageDirective(SessionPackages packages) : IDirective
{
    public string Name => "#r";

    public string Summary => "Load a NuGet package, or an assembly file, into the C# kernel.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } =
    [
        new("reference", "\"nuget: NAME[, VERSION]\"", "A package (the latest stable version if none is given), or \"FILE.dll\".")
        {
            Required = true,
            First = true,
            Unnamed = true,
        },
    ];

    public Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        try
        {
            packages.Request(PackageRequest.Parse(step.Directive.Arguments[0]), step, submission);
            return Task.FromResult(ExecutionStatus.Ok);
        }
        catch (PackageException e)
        {
            throw new DirectiveException($"line {step.Line}: {e.Message}", e);
        }
    }
}
