using System.Collections.Concurrent;
using AsyncWorkbook.Workers.CSharp.Display;
using AsyncWorkbook.Workers.CSharp.Language;
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
            case { Type: "answer", Question: { } question }:
                Questions.Answer(question, command.Typed, command.Failed);
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
            case { Type: "complete", Id: { } id }:
                work.Add(() => Answer(id, () => Complete(id, command)), CancellationToken.None);
                break;
            case { Type: "inspect", Id: { } id }:
                work.Add(() => Answer(id, () => Inspect(id, command)), CancellationToken.None);
                break;
            case { Type: "check", Id: { } id }:
                work.Add(() => Answer(id, () => Check(id, command)), CancellationToken.None);
                break;
            case { Type: "list", Id: { } id }:
                work.Add(() => Answer(id, () => List(id)), CancellationToken.None);
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
        Questions.Install(events);
        events.Send(EventLine.Create("ready", null, json =>
        {
            json.WriteString("language", "csharp");
            json.WriteString("version", Environment.Version.ToString());
        }));
        foreach (var item in work.GetConsumingEnumerable(CancellationToken.None))
        {
            warmUp.Wait();
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

    private JsonAnswer Complete(string id, Command command)
    {
        var (replaced, items) = Completions.At(chain, command.Code, command.Cursor);
        return new(EventLine.Create("completions", id, json =>
        {
            json.WriteNumber("start", replaced.Start);
            json.WriteNumber("end", replaced.End);
            json.WriteStartArray("items");
            foreach (var (text, kind) in items)
            {
                json.WriteStartObject();
                json.WriteString("text", text);
                json.WriteString("kind", kind);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    private JsonAnswer Inspect(string id, Command command)
    {
        var found = Inspection.At(chain, command.Code, command.Cursor);
        return new(EventLine.Create("inspection", id, json => found?.WriteTo(json)));
    }

    private static JsonAnswer Check(string id, Command command) =>
        new(EventLine.Create("checked", id, json => json.WriteString("status", Completeness.Of(command.Code))));

    private JsonAnswer List(string id) =>
        new(EventLine.Create("variables", id, json =>
        {
            json.WriteStartArray("variables");
            foreach (var (name, type, value) in chain.Variables())
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("type", BriefValue.TypeName(type));
                json.WriteString("value", BriefValue.Of(value));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));

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
        catch (Exception error) // of an editor's question about whatever code there may be: it must not cost the variables
        {
            Fail(id, $"The C# worker cannot answer: {error.GetType().Name}: {error.Message}");
        }
    }

    private void Fail(string id, string message) =>
        events.Send(EventLine.Create("failed", id, json => json.WriteString("message", message)));

    private readonly record struct JsonAnswer(ReadOnlyMemory<byte> Line);
}
