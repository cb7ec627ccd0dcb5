using System.Globalization;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Directives;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Parsing;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>
/// The kernels of one notebook and what its cells have left in them. Cells run one at a time; every way of running a
/// notebook (headless, Jupyter, tests) goes through here.
/// </summary>
public sealed partial class Session : IAsyncDisposable
{
    private readonly DirectiveTable directives;
    private readonly AddedDirectives addedDirectives;
    private readonly OutputLimit outputLimit;
    private readonly StartWaits starts;
    private readonly TimeProvider time;
    private readonly KernelPeers? peers;

    /// <summary>Creates a session; its processes start when they are first needed.</summary>
    public Session(SessionOptions options)
        : this(options, new KernelPeers())
    {
    }

    /// <summary>Creates a session with kernels of one's own; it disposes them.</summary>
    public Session(SessionOptions options, IReadOnlyList<IKernel> kernels)
    {
        WorkingDirectory = Path.GetFullPath(options.WorkingDirectory);
        Kernels = new KernelSet(kernels, options.Catalog);
        directives = new DirectiveTable(new DirectiveContext(Kernels, WorkingDirectory, options.Input, options.PackageCache, RunAsync, (kernel, name, value) => ValueShared?.Invoke(kernel, name, value)));
        addedDirectives = new AddedDirectives(Kernels);
        Editor = new CellEditor(Kernels, directives);
        outputLimit = new OutputLimit(options.OutputLimit);
        starts = options.Starts;
        time = options.Time;
    }

    private Session(SessionOptions options, KernelPeers peers)
        : this(options, KernelFactory.Create(options with
        {
            WorkingDirectory = Path.GetFullPath(options.WorkingDirectory),
            Peers = peers,
        }))
    {
        this.peers = peers;
        peers.Join(Kernels, GetPackagesAsync);
    }

    /// <summary>Is told of each variable that a cell takes from another language by a directive, as JSON: the kernel and name that it comes from, and its value.</summary>
    internal event Action<string, string, SharedValue>? ValueShared;

    /// <summary>Where relative paths start.</summary>
    public string WorkingDirectory { get; }

    /// <summary>The kernels.</summary>
    public KernelSet Kernels { get; }

    /// <summary>Answers what an editor asks while the reader types.</summary>
    public CellEditor Editor { get; }

    /// <summary>Runs a cell.</summary>
    /// <param name="source">Its text, which may switch kernels and hold directives.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="file">What the cell is called in errors, such as <c>cell 3</c>.</param>
    /// <param name="sink">Takes the outputs, the error included.</param>
    /// <param name="timeout">How long it may run, not counting the starts of languages; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it wants.</param>
    /// <param name="interrupt">The user stops the cell.</param>
    /// <exception cref="RuntimeMissingException">A language that the cell needs is not installed.</exception>
    public async Task<CellStatus> ExecuteAsync(
        string source, string kernel, string file, IOutputSink sink, TimeSpan timeout, CancellationToken interrupt)
    {
        using var limit = new CellLimit(timeout, starts, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Reached, interrupt);
        var shown = outputLimit.Begin(sink);
        var errors = new StoppedErrors(shown, either.Token);
        var submission = new Submission(kernel, file, errors, either.Token);
        try
        {
            var status = await RunAsync(source, submission);
            if (status is not (ExecutionStatus.Interrupted or ExecutionStatus.Killed))
            {
                errors.Release();
                submission.Complete();
                return status == ExecutionStatus.Ok ? CellStatus.Ok : CellStatus.Error;
            }

            var lost = status == ExecutionStatus.Killed
                ? "It did not stop when asked, so its process was ended: that language's variables are gone."
                : "It stopped when asked; the variables are as they were.";
            if (interrupt.IsCancellationRequested)
            {
                errors.Replace("Interrupted", $"the cell was interrupted. {lost}");
                return CellStatus.Interrupted;
            }

            errors.Replace("CellTimeout", string.Create(
                CultureInfo.InvariantCulture, $"the cell ran longer than {timeout.TotalSeconds:0.###} s. {lost}"));
            return CellStatus.Timeout;
        }
        finally
        {
            shown.Complete();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Kernels.DisposeAsync();
        peers?.Dispose();
    }

    /// <summary>Runs text as a part of a submission: a cell, or what a cell imports.</summary>
    private async Task<ExecutionStatus> RunAsync(string source, Submission submission)
    {
        try
        {
            var steps = addedDirectives.Resolve(SubmissionParser.Parse(source, submission.Kernel, Kernels.Catalog));
            directives.Check(steps);
            foreach (var step in steps)
            {
                var status = await RunAsync(step, submission);
                if (status != ExecutionStatus.Ok)
                {
                    return status;
                }
            }

            return ExecutionStatus.Ok;
        }
        catch (Exception e) when (e is DirectiveException or SharingException)
        {
            var message = submission.Importing.Count == 0 ? FirstUpper(e.Message) : $"{submission.File}: {e.Message}";
            submission.Sink.Emit(ErrorOutput.Of(e is DirectiveException ? "DirectiveError" : "SharingError", message));
            return ExecutionStatus.Error;
        }
        catch (OperationCanceledException) when (submission.Interrupt.IsCancellationRequested)
        {
            return ExecutionStatus.Interrupted;
        }
    }

    private async Task<Code> GetPackagesAsync(string lines, IOutputSink sink, CancellationToken cancel)
    {
        try
        {
            var steps = SubmissionParser.Parse(lines, CSharpLanguage.Name, Kernels.Catalog);
            return await directives.GetPackagesAsync(steps, new Submission(CSharpLanguage.Name, "submitted code", sink, cancel));
        }
        catch (DirectiveException e)
        {
            throw new SharingException(e.Message, e);
        }
    }

    private Task<ExecutionStatus> RunAsync(SubmissionStep step, Submission submission) => step switch
    {
        CodeStep code => RunAsync(code, submission),
        DirectiveStep directive => CarryOutAsync(() => directives.ExecuteAsync(directive, submission), step, submission),
        SelectorStep selector => CarryOutAsync(() => directives.ExecuteAsync(selector, submission), step, submission),
        _ => throw new InvalidOperationException($"unknown step {step}"),
    };

    private Task<ExecutionStatus> RunAsync(CodeStep code, Submission submission)
    {
        Editor.Learn(code.Kernel, code.Text);
        return Kernels.Find(code.Kernel)!.ExecuteAsync( // the check has found it
            new Code(code.Text, submission.File, code.Line), submission.Sink, submission.Interrupt);
    }

    /// <summary>Whatever goes wrong with a directive is an error of its cell: others run on.</summary>
    private static async Task<ExecutionStatus> CarryOutAsync(
        Func<Task<ExecutionStatus>> directive, SubmissionStep step, Submission submission)
    {
        try
        {
            return await directive();
        }
        catch (Exception e) when (e is not (DirectiveException or SharingException or RuntimeMissingException)
            && !(e is OperationCanceledException && submission.Interrupt.IsCancellationRequested))
        {
            throw new DirectiveException($"line {step.Line}: {e.Message}", e);
        }
    }

    private static string FirstUpper(string message) => LowerStart().Replace(message, match => match.Value.ToUpperInvariant());

    [GeneratedRegex("^[a-z](?=[a-z]* )")]
    private static partial Regex LowerStart();
}
