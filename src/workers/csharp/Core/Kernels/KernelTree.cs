using System.Runtime.ExceptionServices;
using System.Text.Json;
using AsyncWorkbook.Workers.CSharp.Core.Display;
using AsyncWorkbook.Workers.CSharp.Core.Output;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Questions;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>
/// .NET Interactive's kernels as cells see them: a root with <c>csharp</c>, which is this worker, and those of the host.
/// The worker runs cells without them; they are made for cells and packages that call them.
/// </summary>
#pragma warning disable CA1001 // lives as long as the process
internal sealed class KernelTree
#pragma warning restore CA1001
{
    private readonly CSharpKernel csharp;
    private readonly HashSet<string> own;
    private readonly ShownEvents shown;

    private KernelTree(SubmissionChain chain, IEvents events, JsonElement others)
    {
        csharp = new CSharpKernel("csharp", chain);
        csharp.UseValueSharing().UseWho();
        Root = new CompositeKernel { { csharp, ["c#", "C#"] } };
        Root.DefaultKernelName = csharp.Name;
        foreach (var other in others.EnumerateArray())
        {
            var kernel = new HostKernel(other.GetProperty("name").ToString(), other.GetProperty("language").ToString());
            Root.Add(kernel.UseValueSharing(), other.GetProperty("aliases").EnumerateArray().Select(alias => alias.ToString()));
        }

        Root.AddMiddleware(CheckAsync);
        Root.UseImportMagicCommand();
        Root.RegisterCommandHandler<RequestInput>(AnswerAsync);
        Root.RegisterCommandHandler<RequestInputs>(AnswerAsync);
        Root.SetDefaultTargetKernelNameForCommand(typeof(RequestInput), Root.Name);
        Root.SetDefaultTargetKernelNameForCommand(typeof(RequestInputs), Root.Name);
        var extensions = new Extensions(chain, Root);
        Root.RegisterCommandHandler<LoadExtensions>((command, _) => LoadAsync(extensions, command.Folders));
        own = [.. Directives()];
        Root.KernelEvents.Subscribe(shown = new ShownEvents(events));
        DisplaySink.Publisher = Publish;
    }

    public CompositeKernel Root { get; }

    /// <summary>Makes the kernels; asks the host which there are.</summary>
    public static async Task<KernelTree> CreateAsync(SubmissionChain chain, IEvents events) =>
        new(chain, events, (await HostQuestions.AskAsync("kernels", static _ => { })).Kernels);

    /// <summary>Runs a cell as a command of the kernel <c>csharp</c>.</summary>
    /// <param name="execution">The cell.</param>
    /// <param name="compiled">Its code, where that is compiled already.</param>
    /// <exception cref="Exception">What its code throws.</exception>
    /// <exception cref="CommandFailedException">It failed without an exception.</exception>
    public Task SubmitAsync(Execution execution, CompiledCell? compiled)
    {
        csharp.Prepare(compiled);
        return SendAsync(execution, new SubmitCode(execution.Code, csharp.Name));
    }

    /// <summary>Loads what the packages of a cell bring.</summary>
    public Task ExtendAsync(Execution execution) => SendAsync(execution, new LoadExtensions(execution.Extensions, Root.Name));

    /// <summary>The directives that have been added since the kernels were made.</summary>
    public string[] Added() => [.. Directives().Where(name => !own.Contains(name)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// A submission is like a call of a function: it may be recursive. What an interrupted cell still submits does not run.
    /// </summary>
    private static Task CheckAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        Checkpoint.Enter();
        return next(command, context);
    }

    private static Task LoadAsync(Extensions extensions, IReadOnlyList<string> folders)
    {
        var execution = Execution.Current!;
        return execution.OnThreadAsync(isAlone =>
        {
            var loading = Task.CompletedTask;
            execution.Interruption.Run(() => loading = extensions.LoadAsync(folders), byForce: isAlone);
            return loading;
        });
    }

    private async Task SendAsync(Execution execution, KernelCommand command)
    {
        shown.Cell = command;
        var interruption = execution.Interruption;
        try
        {
            var result = await Root.SendAsync(command, interruption.Requested).WaitAsync(interruption.Abandoned);
            await execution.CodeEnded.WaitAsync(interruption.Abandoned); // interrupted code takes leave
            if (execution.Failure is null && result.Events.OfType<CommandFailed>().LastOrDefault() is { } failed)
            {
                execution.Failure = failed.Exception ?? new CommandFailedException(failed.Message);
            }
        }
        finally
        {
            CellConsole.Install(); // late output does not go through the command
        }

        if (execution.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private IEnumerable<string> Directives() => Root.ChildKernels
        .SelectMany(kernel => kernel.KernelInfo.SupportedDirectives)
        .Concat(Root.KernelInfo.SupportedDirectives)
        .Select(directive => directive.Name);

    private static bool Publish(DisplayedValue value, string displayId)
    {
        if (KernelInvocationContext.Current is not { IsComplete: false } context)
        {
            return false; // late output of a cell that has ended
        }

        var command = KernelAccess.CurrentlyExecutingCommand(context);
        context.Publish(value.IsUpdated
            ? new DisplayedValueUpdated(value.Value, displayId, command, value.FormattedValues)
            : new DisplayedValueProduced(value.Value, command, value.FormattedValues, displayId));
        return true;
    }

    private static async Task AnswerAsync(RequestInput command, KernelInvocationContext context)
    {
        try
        {
            context.Publish(new InputProduced(await InputRequests.AskAsync(command.Prompt ?? "", command.IsPassword), command));
        }
        catch (InvalidOperationException error) // nobody answers
        {
            context.Fail(command, message: error.Message);
        }
    }

    private static async Task AnswerAsync(RequestInputs command, KernelInvocationContext context)
    {
        var answers = new Dictionary<string, string>();
        foreach (var input in command.Inputs)
        {
            answers[input.Name] = await InputRequests.AskAsync(input.Prompt ?? input.Name, input.TypeHint == "password");
        }

        context.Publish(new InputsProduced(answers, command));
    }
}
