using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Packages;
using AsyncWorkbook.Engine.Submissions;

namespace AsyncWorkbook.Engine.Execution.Directives;

/// <summary>The directives that exist.</summary>
internal sealed class DirectiveTable
{
    /// <summary>Kernels of Polyglot Notebooks that this engine does not have, so that their cells get a plain answer.</summary>
    private static readonly HashSet<string> foreignKernels = new(StringComparer.OrdinalIgnoreCase)
    {
        "fsharp", "f#", "pwsh", "powershell", "sql", "kql", "http", "r",
    };

    private readonly Session session;
    private readonly ValueDirective keep;
    private readonly Dictionary<string, IDirective> directives;

    public DirectiveTable(Session session)
    {
        this.session = session;
        var values = new KernelValues(session);
        var packages = new SessionPackages(session, new PackageRestore(new PackageCache(session.PackageCache)));
        keep = new ValueDirective(session);
        All =
        [
            new AboutDirective(session),
            new ConnectDirective(),
            new ImportDirective(session),
            new ListDirective(this),
            new SetDirective(session, values),
            new ShareDirective(values),
            new TimeDirective(),
            new WhoDirective(session, detailed: false),
            new WhoDirective(session, detailed: true),
            new PackageDirective(packages),
            new SourceDirective(packages),
            new RestoreDirective(packages),
        ];
        directives = All.ToDictionary(directive => directive.Name, StringComparer.Ordinal);
    }

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public IReadOnlyList<IDirective> All { get; }

    /// <summary>A directive by the way it is written, such as <c>#!time</c>; null if there is none.</summary>
    public IDirective? Find(string name) => directives.GetValueOrDefault(name);

    /// <summary>What may follow a directive or kernel selector; null if there is none of that name.</summary>
    public IReadOnlyList<DirectiveParameter>? ParametersOf(string name) =>
        Find(name)?.Parameters ?? KernelSelectors.Find(name)?.Parameters;

    /// <summary>The help of a directive or kernel selector; null if there is none of that name.</summary>
    public string? HelpOf(string name) => Find(name) is { } directive
        ? DirectiveUsage.Help(directive.Name, directive.Summary, directive.Parameters)
        : KernelSelectors.Find(name) is { } selector
            ? DirectiveUsage.Help(selector.Name, selector.Summary, selector.Parameters)
            : null;

    /// <summary>Finds mistakes before anything runs, so that a cell with a misspelt directive does nothing at all.</summary>
    /// <exception cref="DirectiveException">A directive, option or kernel does not exist, or an option is missing.</exception>
    public void Check(IReadOnlyList<SubmissionStep> steps)
    {
        foreach (var step in steps)
        {
            if (step is IDirectiveLine { Directive: var line })
            {
                var parameters = ParametersOf(line.FullName) ?? throw Unknown(step, line);
                if (!DirectiveUsage.IsHelp(line)
                    && DirectiveUsage.Mistake(line, line.FullName, parameters) is { } mistake)
                {
                    throw new DirectiveException($"line {step.Line}: {mistake}");
                }
            }

            session.Kernel(step.Kernel);
        }
    }

    /// <summary>Carries a directive out, or shows its help.</summary>
    public Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission) =>
        DirectiveUsage.IsHelp(step.Directive)
            ? HelpAsync(step.Directive, submission)
            : directives[step.Directive.FullName].ExecuteAsync(step, submission);

    /// <summary>Carries out a kernel selector that is more than a selector: <c>#!value --name x</c>, <c>#!python -h</c>.</summary>
    public Task<ExecutionStatus> ExecuteAsync(SelectorStep step, Submission submission) =>
        DirectiveUsage.IsHelp(step.Directive) ? HelpAsync(step.Directive, submission) : keep.ExecuteAsync(step, submission);

    private Task<ExecutionStatus> HelpAsync(Directive line, Submission submission)
    {
        submission.Sink.Emit(new StreamOutput("stdout", HelpOf(line.FullName) + "\n"));
        return Task.FromResult(ExecutionStatus.Ok);
    }

    private static DirectiveException Unknown(SubmissionStep step, Directive line) => new(
        foreignKernels.Contains(line.Name)
            ? $"line {step.Line}: this engine has no kernel for \"{line.FullName}\"; its kernels are {string.Join(", ", KernelNames.All)}."
            : $"line {step.Line}: there is no directive or kernel called \"{line.FullName}\"; #!lsmagic lists them.");
}
