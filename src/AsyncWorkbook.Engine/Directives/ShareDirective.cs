using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary><c>#!share N --from K [--as M]</c>, the older form of <c>#!set</c>.</summary>
internal sealed class ShareDirective(KernelValues values) : IDirective
{
    public string Name => "#!share";

    public string Summary => "Copy a variable from another kernel.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } =
    [
        new("name", "NAME", "The variable to copy.") { Required = true, First = true },
        new("from", "KERNEL", "The kernel that has it.") { Required = true, Kind = ParameterKind.Kernel },
        new("as", "NAME", "What it is called here; the same name if not given."),
        new("mime-type", "TYPE", "Copy the value as this kind of text instead of JSON."),
    ];

    public async Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        var line = step.Directive;
        var name = line.OptionOrFirst("name");
        var value = await values.ReadAsync(
            line.Required("from"), name, line.Optional("mime-type"), step, submission.Interrupt);
        return await values.WriteAsync(line.Optional("as") ?? name, value, step, submission.Interrupt);
    }
}
