using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Submissions;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>The directives that exist, and what each does.</summary>
internal sealed class DirectiveTable
{
    private delegate Task<ExecutionStatus> Handler(DirectiveStep step, Submission submission);

    private readonly Dictionary<string, Handler> handlers;
    private readonly Session session;
    private readonly ValueSharing sharing;

    public DirectiveTable(Session session)
    {
        this.session = session;
        sharing = new ValueSharing(session);
        var imports = new ImportDirective(session);
        handlers = new Dictionary<string, Handler>(StringComparer.Ordinal)
        {
            ["set"] = sharing.SetAsync,
            ["share"] = sharing.ShareAsync,
            ["import"] = imports.ExecuteAsync,
            ["time"] = TimeAsync,
            ["connect"] = ConnectAsync,
            ["lsmagic"] = ListAsync,
            ["r"] = PackageReferenceAsync,
            ["i"] = PackageReferenceAsync,
        };
    }

    /// <summary>Finds mistakes before anything runs, so that a cell with a misspelt directive does nothing at all.</summary>
    /// <exception cref="DirectiveException">A directive or kernel does not exist.</exception>
    public void Check(IReadOnlyList<SubmissionStep> steps)
    {
        foreach (var step in steps)
        {
            if (step is DirectiveStep { Directive: var directive } && !handlers.ContainsKey(directive.Name))
            {
                throw new DirectiveException(
                    $"line {step.Line}: there is no directive or kernel called \"#!{directive.Name}\"; #!lsmagic lists them.");
            }

            session.Kernel(step.Kernel);
        }
    }

    public Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission) =>
        handlers[step.Directive.Name](step, submission);

    public Task<ExecutionStatus> SetValueAsync(ValueStep step, Submission submission) => sharing.KeepAsync(step, submission);

    private static Task<ExecutionStatus> TimeAsync(DirectiveStep step, Submission submission)
    {
        submission.StartClock();
        return Task.FromResult(ExecutionStatus.Ok);
    }

    /// <summary>
    /// In Polyglot Notebooks this starts ipykernel; here the name is bound to the built-in Python kernel, so the same
    /// notebook runs without Jupyter.
    /// </summary>
    private static Task<ExecutionStatus> ConnectAsync(DirectiveStep step, Submission submission)
    {
        var directive = step.Directive;
        var name = directive.Optional("kernel-name");
        return directive.Arguments is ["jupyter", ..] && (name is null || Documents.KernelNames.Canonical(name) == "python")
            ? Task.FromResult(ExecutionStatus.Ok)
            : throw new DirectiveException(
                $"line {step.Line}: only \"#!connect jupyter --kernel-name python --kernel-spec python3\" is known here; "
                + "it stands for the built-in Python kernel.");
    }

    private static Task<ExecutionStatus> PackageReferenceAsync(DirectiveStep step, Submission submission) =>
        throw new DirectiveException(
            $"line {step.Line}: NuGet packages cannot be loaded yet ({step.Directive.Text.Trim()}); "
            + "refer to a built library with #r \"path/to/library.dll\".");

    private Task<ExecutionStatus> ListAsync(DirectiveStep step, Submission submission)
    {
        var kernels = Documents.KernelNames.All.Select(name => $"#!{name}");
        var others = handlers.Keys.Where(name => name.Length > 1).Order(StringComparer.Ordinal).Select(name => $"#!{name}");
        var text = $"Kernels: {string.Join("  ", kernels)}\nDirectives: {string.Join("  ", others)}  #r  #i\n";
        submission.Sink.Emit(new StreamOutput("stdout", text));
        return Task.FromResult(ExecutionStatus.Ok);
    }
}
