using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Packages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>The directives that exist.</summary>
internal sealed class DirectiveTable
{
    private readonly DirectiveContext context;
    private readonly ValueDirective keep;
    private readonly SessionPackages packages;
    private readonly Dictionary<string, IDirective> directives;

    public DirectiveTable(DirectiveContext context)
    {
        this.context = context;
        Selectors = new KernelSelectors(context.Kernels.Catalog);
        var values = new KernelValues(context);
        packages = new SessionPackages(context, new PackageRestore(new PackageCache(context.PackageCache)));
        keep = new ValueDirective(context);
        All =
        [
            new AboutDirective(context.Kernels),
            new ConnectDirective(context.Kernels.Catalog),
            new ImportDirective(context),
            new ListDirective(this),
            new SetDirective(context, values),
            new ShareDirective(values),
            new TimeDirective(),
            new WhoDirective(context, detailed: false),
            new WhoDirective(context, detailed: true),
            new PackageDirective(packages),
            new SourceDirective(packages),
            new RestoreDirective(packages),
        ];
        directives = All.ToDictionary(directive => directive.Name, StringComparer.Ordinal);
    }

    /// <summary>The kernel selectors that exist.</summary>
    public KernelSelectors Selectors { get; }

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public IReadOnlyList<IDirective> All { get; }

    /// <summary>A directive by the way it is written, such as <c>#!time</c>; null if there is none.</summary>
    public IDirective? Find(string name) => directives.GetValueOrDefault(name);

    /// <summary>What may follow a directive or kernel selector; null if there is none of that name.</summary>
    public IReadOnlyList<DirectiveParameter>? ParametersOf(string name) =>
        Find(name)?.Parameters ?? Selectors.Find(name)?.Parameters;

    /// <summary>The help of a directive or kernel selector; null if there is none of that name.</summary>
    public string? HelpOf(string name) => Find(name) is { } directive
        ? DirectiveUsage.Help(directive.Name, directive.Summary, directive.Parameters)
        : Selectors.Find(name) is { } selector
            ? DirectiveUsage.Help(selector.Name, selector.Summary, selector.Parameters)
            : null;

    /// <summary>Finds mistakes before anything runs, so that a cell with a misspelt directive does nothing at all.</summary>
    /// <exception cref="DirectiveException">A directive, option or kernel does not exist, or an option is missing.</exception>
    public void Check(IReadOnlyList<SubmissionStep> steps)
    {
        foreach (var step in steps)
        {
            if (step is LineStep { Directive: var line })
            {
                var parameters = ParametersOf(line.FullName) ?? throw Unknown(step, line);
                if (!DirectiveUsage.IsHelp(line)
                    && DirectiveUsage.Mistake(line, line.FullName, parameters) is { } mistake)
                {
                    throw new DirectiveException($"line {step.Line}: {mistake}");
                }
            }

            context.Kernel(step.Kernel);
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

    /// <summary>Gets packages for running code.</summary>
    /// <param name="steps">Its lines that ask for them.</param>
    /// <param name="submission">The code.</param>
    /// <returns>What loads them.</returns>
    /// <exception cref="DirectiveException">A line is wrong, or a package is not to be had.</exception>
    public async Task<Code> GetPackagesAsync(IReadOnlyList<SubmissionStep> steps, Submission submission)
    {
        Check(steps);
        foreach (var step in steps.OfType<DirectiveStep>())
        {
            if (Find(step.Directive.FullName) is PackageDirective or SourceDirective)
            {
                await ExecuteAsync(step, submission);
            }
        }

        return await packages.GetAsync(1, submission);
    }

    private Task<ExecutionStatus> HelpAsync(DirectiveLine line, Submission submission)
    {
        submission.Sink.Emit(new StreamOutput("stdout", HelpOf(line.FullName) + "\n"));
        return Task.FromResult(ExecutionStatus.Ok);
    }

    private DirectiveException Unknown(SubmissionStep step, DirectiveLine line) => new(
        KernelCatalog.Foreign(line.Name) is not null
            ? $"line {step.Line}: this engine has no kernel for \"{line.FullName}\"; its kernels are {string.Join(", ", context.Kernels.Catalog.Names)}."
            : $"line {step.Line}: there is no directive or kernel called \"{line.FullName}\"; #!lsmagic lists them.");
}
