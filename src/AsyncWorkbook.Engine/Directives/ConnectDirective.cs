using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>
/// <c>#!connect jupyter</c>: in Polyglot Notebooks it starts ipykernel; here the name is bound to the built-in Python
/// kernel, so the same notebook runs without Jupyter.
/// </summary>
internal sealed class ConnectDirective(KernelCatalog kernels) : IDirective
{
    public string Name => "#!connect";

    public string Summary => "Stands for the built-in Python kernel, so that notebooks that connect to Jupyter's run here.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } =
    [
        new("kind", "jupyter", "The only kind of connection that is known here.") { Required = true, First = true, Unnamed = true },
        new("kernel-name", "NAME", "What the kernel is called: python."),
        new("kernel-spec", "NAME", "The Jupyter kernel that Polyglot Notebooks starts, such as python3."),
    ];

    public Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        var name = step.Directive.Optional("kernel-name");
        return step.Directive.Arguments is ["jupyter"] && (name is null || kernels.Canonical(name) == PythonLanguage.Name)
            ? Task.FromResult(ExecutionStatus.Ok)
            : throw new DirectiveException(
                $"line {step.Line}: only \"#!connect jupyter --kernel-name python --kernel-spec python3\" is known here; "
                + "it stands for the built-in Python kernel.");
    }
}
