using AsyncWorkbook.Workers.CSharp.Core.Display;
using AsyncWorkbook.Workers.CSharp.Core.Kernels;
using AsyncWorkbook.Workers.CSharp.Core.Output;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Questions;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Core.Sharing;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Core.Commands;

/// <summary>Carries out the host's commands, one after the other, and interrupts at once.</summary>
internal sealed class Dispatcher
{
    private readonly SubmissionChain chain = new(Environment.CurrentDirectory);
    private readonly Answers answers;
    private readonly SessionKernels kernels;
    private readonly IShell shell;
    private volatile Execution? waiting;

    public Dispatcher(IShell shell)
    {
        this.shell = shell;
        answers = new Answers(chain);
        HostQuestions.Install(shell.Events, shell.HasThreads);
        kernels = new SessionKernels(chain, shell);
    }

    /// <summary>Says that the worker is ready for commands.</summary>
    /// <param name="isWarming">Whether it first has to get ready for the first one, and <see cref="Warm"/> will follow.</param>
    public void Ready(bool isWarming = false) =>
        shell.Events.Send(EventLine.Create("ready", null, json =>
        {
            json.WriteString("language", "csharp");
            json.WriteString("version", Environment.Version.ToString());
            if (isWarming)
            {
                json.WriteBoolean("warming", true);
            }
        }));

    /// <summary>Says that the first command begins: what comes now is its own time.</summary>
    public void Warm() => shell.Events.Send(EventLine.Create("warm", null, _ => { }));

    /// <summary>Takes a command, from any thread; returns at once.</summary>
    public void Accept(Command command)
    {
        switch (command)
        {
            case { Type: "interrupt" }:
                waiting?.Interruption.Request();
                break;
            case { Type: "answer" or "output", Question: { } question }:
                HostQuestions.Accept(question, command);
                break;
            case { Type: "shutdown" }:
                shell.End();
                break;
            case { Type: "execute", Id: not null }:
                var execution = new Execution(command, shell.CreateInterruption(), shell.Post);
                waiting = execution;
                shell.Post(() => _ = ExecuteAsync(execution));
                break;
            case { Id: { } id } when answers.For(command) is { } answer:
                shell.Post(() => Answer(id, answer));
                break;
            case { Id: { } id }:
                Fail(id, $"The C# worker does not know the command '{command.Type}', or a field of it is missing.");
                break;
        }
    }

    private async Task ExecuteAsync(Execution execution)
    {
        CellConsole.Install(shell.Events);
        DisplaySink.Install(shell.Events);
        await new CellRun(execution, chain, shell, kernels).RunAsync();
        Interlocked.CompareExchange(ref waiting, null, execution);
    }

    private void Answer(string id, Func<ReadOnlyMemory<byte>> answer)
    {
        try
        {
            shell.Events.Send(answer());
        }
        catch (SharingException error)
        {
            Fail(id, error.Message);
        }
        catch (Exception error) // of an editor's question about whatever code there may be: it must not cost the variables
        {
            Fail(id, $"The C# worker cannot answer: {error.GetType().Name}: {error.Message}");
        }
    }

    private void Fail(string id, string message) =>
        shell.Events.Send(EventLine.Create("failed", id, json => json.WriteString("message", message)));
}
