using System.Collections.Concurrent;
using AsyncWorkbook.Workers.CSharp.Display;
using AsyncWorkbook.Workers.CSharp.Output;
using AsyncWorkbook.Workers.CSharp.Protocol;
using AsyncWorkbook.Workers.CSharp.Running;
using AsyncWorkbook.Workers.CSharp.Sharing;
using AsyncWorkbook.Workers.CSharp.Submissions;

namespace AsyncWorkbook.Workers.CSharp;

/// <summary>Carries out the host's commands, one after the other, and interrupts at once.</summary>
internal sealed class Worker(EventChannel events, WarmUp warmUp)
{
    private readonly BlockingCollection<Action> work = [];
    private readonly SubmissionChain chain = new(Environment.CurrentDirectory);
    private volatile Cell? waiting;

    /// <summary>Takes a command from the reader's thread; returns at once.</summary>
    public void Accept(Command command)
    {
        switch (command)
        {
            case { Type: "interrupt" }:
                waiting?.Interruption.Request();
                break;
            case { Type: "shutdown" }:
                Exit.Now();
                break;
            case { Type: "execute", Id: not null }:
                var cell = new Cell(command);
                waiting = cell;
                work.Add(() => Execute(cell), CancellationToken.None);
                break;
            case { Type: "get", Id: { } id, Name: { } name }:
                work.Add(() => Answer(id, () => Get(id, name, command.Mime ?? "application/json")), CancellationToken.None);
                break;
            case { Type: "set", Id: { } id, Name: { } name }:
                work.Add(() => Answer(id, () => Set(id, name, command)), CancellationToken.None);
                break;
            case { Id: { } id }:
                Fail(id, $"The C# worker does not know the command '{command.Type}', or a field of it is missing.");
                break;
        }
    }

    /// <summary>Says that the worker is ready and works until the process ends.</summary>
    public void Run()
    {
        LostExceptions.Watch(events);
        DisplaySink.Install(events);
        events.Send(EventLine.Create("ready", null, json =>
        {
            json.WriteString("language", "csharp");
            json.WriteString("version", Environment.Version.ToString());
        }));
        warmUp.Wait();
        foreach (var item in work.GetConsumingEnumerable(CancellationToken.None))
        {
            item();
        }
    }

    private void Execute(Cell cell)
    {
        CellConsole.Install(events);
        new CellRun(cell, chain, events).Run();
        Interlocked.CompareExchange(ref waiting, null, cell);
    }

    private JsonAnswer Get(string id, string name, string mime) =>
        new(EventLine.Create("value", id, json =>
        {
            json.WritePropertyName("value");
            SharedValue.Get(chain, name, mime).WriteTo(json);
            json.WriteString("mime", mime);
        }));

    private JsonAnswer Set(string id, string name, Command command)
    {
        SharedValue.Set(chain, name, command.Value, command.Mime ?? "application/json");
        return new(EventLine.Create("ok", id));
    }

    private void Answer(string id, Func<JsonAnswer> answer)
    {
        try
        {
            events.Send(answer().Line);
        }
        catch (SharingException error)
        {
            Fail(id, error.Message);
        }
    }

    private void Fail(string id, string message) =>
        events.Send(EventLine.Create("failed", id, json => json.WriteString("message", message)));

    private readonly record struct JsonAnswer(ReadOnlyMemory<byte> Line);
}
