using System.Text.Json;
using AsyncWorkbook.Workers.CSharp.Core.Editor;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Sharing;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Core.Commands;

/// <summary>The commands that are answered by one event: what is shared, and what an editor asks for.</summary>
internal sealed class Answers(SubmissionChain chain)
{
    private const string json = "application/json";

    /// <summary>What makes the answer, as a line; null for a command that has none, or that lacks a field.</summary>
    public Func<ReadOnlyMemory<byte>>? For(Command command) => command switch
    {
        { Type: "get", Name: { } name } => () => Get(command, name),
        { Type: "set", Name: { } name } => () => Set(command, name),
        { Type: "complete" } => () => Complete(command),
        { Type: "inspect" } => () => Inspect(command),
        { Type: "check" } => () => Check(command),
        { Type: "list" } => () => List(command),
        _ => null,
    };

    private ReadOnlyMemory<byte> Get(Command command, string name)
    {
        var mime = command.Mime ?? json;
        var value = SharedValue.Get(chain, name, mime);
        return EventLine.Create("value", command.Id, json =>
        {
            json.WritePropertyName("value");
            value.WriteTo(json);
            json.WriteString("mime", mime);
        });
    }

    private ReadOnlyMemory<byte> Set(Command command, string name)
    {
        SharedValue.Set(chain, name, command.Value, command.Mime ?? json);
        return EventLine.Create("ok", command.Id);
    }

    private ReadOnlyMemory<byte> Complete(Command command)
    {
        var (replaced, items) = Completions.At(chain, command.Code, command.Cursor);
        return EventLine.Create("completions", command.Id, json =>
        {
            json.WriteNumber("start", replaced.Start);
            json.WriteNumber("end", replaced.End);
            WriteObjects(json, "items", items, item =>
            {
                json.WriteString("text", item.Text);
                json.WriteString("kind", item.Kind);
            });
        });
    }

    private ReadOnlyMemory<byte> Inspect(Command command)
    {
        var found = Inspection.At(chain, command.Code, command.Cursor);
        return EventLine.Create("inspection", command.Id, json => found?.WriteTo(json));
    }

    private static ReadOnlyMemory<byte> Check(Command command) =>
        EventLine.Create("checked", command.Id, json =>
        {
            json.WriteString("status", Completeness.Of(command.Code));
            WriteObjects(json, "problems", Completeness.Problems(command.Code), problem =>
            {
                json.WriteNumber("start", problem.Start);
                json.WriteNumber("end", problem.End);
                json.WriteString("message", problem.Message);
            });
        });

    private ReadOnlyMemory<byte> List(Command command) =>
        EventLine.Create("variables", command.Id, json => WriteObjects(json, "variables", chain.Variables(), variable =>
        {
            json.WriteString("name", variable.Name);
            json.WriteString("type", BriefValue.TypeName(variable.Type));
            json.WriteString("value", BriefValue.Of(variable.Value));
        }));

    private static void WriteObjects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> fields)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            fields(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
