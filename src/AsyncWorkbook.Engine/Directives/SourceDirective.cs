using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary><c>#i "nuget: source"</c>: one more place to look for packages, for the rest of the session.</summary>
internal sealed class SourceDirective(SessionPackages packages) : IDirective
{
    private const string start = "nuget:";

    public string Name => "#i";

    public string Summary => "Look for NuGet packages in one more place.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } =
    [
        new("source", "\"nuget: SOURCE\"", "The address of a package source, or a folder of packages.")
        {
            Required = true,
            First = true,
            Unnamed = true,
        },
    ];

    public Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        var text = step.Directive.Arguments[0].Trim();
        if (!text.StartsWith(start, StringComparison.OrdinalIgnoreCase) || text[start.Length..].Trim() is not { Length: > 0 } source)
        {
            throw new DirectiveException(
                $"line {step.Line}: #i takes the address or folder of a package source: #i \"nuget: SOURCE\".");
        }

        packages.AddSource(source);
        return Task.FromResult(ExecutionStatus.Ok);
    }
}
