using System.Reactive;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AsyncWorkbook.Workers.CSharp.Core.Display;
using AsyncWorkbook.Workers.CSharp.Core.Output;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Questions;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
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
    private readonly CellKernel csharp;

    private readonly IEvents events;
    private readonly HashSet<string> own;
    private readonly ShownEvents shown;
    private string[] announced = [];

    private KernelTree(SubmissionChain chain, IEvents events, JsonElement others)
    {
        this.events = events;
        csharp = new CellKernel(chain);
        csharp.UseValueSharing().UseWho();
        Root = new CompositeKernel { { csharp, ["c#", "C#"] } };
        Root.DefaultKernelName = csharp.Name;
        foreach (var other in others.EnumerateArray())
        {
            var kernel = new HostKernel(other.GetProperty("name").ToString(), other.GetProperty("language").ToString());
            Root.Add(kernel.UseValueSharing(), other.GetProperty("aliases").EnumerateArray().Select(alias => alias.ToString()));
        }

        Root.UseImportMagicCommand();
        Root.RegisterCommandHandler<RequestInput>(AnswerAsync);
        Root.RegisterCommandHandler<RequestInputs>(AnswerAsync);
        Root.SetDefaultTargetKernelNameForCommand(typeof(RequestInput), Root.Name);
        Root.SetDefaultTargetKernelNameForCommand(typeof(RequestInputs), Root.Name);
        own = [.. Directives()];
        Root.KernelEvents.Subscribe(shown = new ShownEvents(events));
        DisplaySink.Publisher = Publish;
    }

    public CompositeKernel Root { get; }

    /// <summary>Makes the kernels; asks the host which there are.</summary>
    public static async Task<KernelTree> CreateAsync(SubmissionChain chain, IEvents events) =>
        new(chain, events, (await HostQuestions.AskAsync("kernels", static _ => { })).Kernels);

    /// <summary>
    /// From here until it is disposed, code that the calling method starts runs in a command of the kernel
    /// <c>csharp</c>: <see cref="KernelInvocationContext.Current"/> is there, and what is published in it is shown.
    /// </summary>
    /// <param name="execution">The running cell.</param>
    /// <param name="isSubmitted">Whether the cell as a whole is submitted to the kernels.</param>
    public IDisposable Enter(Execution execution, bool isSubmitted)
    {
        var context = KernelInvocationContext.GetOrCreateAmbientContext(new SubmitCode(execution.Code, csharp.Name));
        CellConsole.Install(events); // the context has put its own in front
        SetHandlingKernel(context, csharp);
        shown.IsSubmitted = isSubmitted;
        var subscription = context.KernelEvents.Subscribe(Observer.Create<KernelEvent>(published => PublishEvent(Root, published)));
        var interrupted = execution.Interruption.Requested.Register(() => Cancel(context));
        return new Leaving(() =>
        {
            interrupted.Dispose();
            context.Dispose();
            subscription.Dispose();
        });
    }

    /// <summary>Runs code with directives, in the command of the running cell.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says why.</exception>
    public async Task SubmitAsync(string code)
    {
        var result = await Root.SendAsync(new SubmitCode(code, csharp.Name), CancellationToken.None);
        if (result.Events.OfType<CommandFailed>().LastOrDefault() is { } failed)
        {
            throw new InvalidOperationException(failed.Message);
        }
    }

    /// <summary>Tells the host which directives have been added, if that has changed.</summary>
    public void Announce(Execution execution)
    {
        var added = Directives().Where(name => !own.Contains(name)).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (added.SequenceEqual(announced))
        {
            return;
        }

        announced = added;
        events.Send(EventLine.Create("directives", execution.Id, json =>
        {
            json.WriteStartArray("directives");
            Array.ForEach(added, json.WriteStringValue);
            json.WriteEndArray();
        }));
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

        var command = CurrentlyExecutingCommand(context);
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

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_HandlingKernel")]
    private static extern void SetHandlingKernel(KernelInvocationContext context, Kernel kernel);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_CurrentlyExecutingCommand")]
    private static extern KernelCommand CurrentlyExecutingCommand(KernelInvocationContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "PublishEvent")]
    private static extern void PublishEvent(Kernel kernel, KernelEvent published);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Cancel")]
    private static extern void Cancel(KernelInvocationContext context);

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
