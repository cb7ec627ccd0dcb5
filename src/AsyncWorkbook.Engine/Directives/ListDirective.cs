using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary><c>#!lsmagic</c>: the kernel selectors and directives, each with its summary.</summary>
internal sealed class ListDirective(DirectiveTable directives) : IDirective
{
    public string Name => "#!lsmagic";

    public string Summary => "List the kernels and directives.";

    public IReadOnlyList<DirectiveParameter> Parameters => [];

    public Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        var kernels = directives.Selectors.All.Select(selector => (selector.Name, selector.Summary)).ToList();
        var others = directives.All.Select(directive => (directive.Name, directive.Summary)).ToList();
        var width = kernels.Concat(others).Max(row => row.Name.Length);
        var lines = kernels.Select(Line).Prepend("Kernels:")
            .Append("")
            .Append("Directives:").Concat(others.Select(Line))
            .Append("")
            .Append("-h behind any of them says how it is written.");
        submission.Sink.Emit(new StreamOutput("stdout", string.Join('\n', lines) + "\n"));
        return Task.FromResult(ExecutionStatus.Ok);

        string Line((string Name, string Summary) row) => $"  {row.Name.PadRight(width)}  {row.Summary}";
    }
}
