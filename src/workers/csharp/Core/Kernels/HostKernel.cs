using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Questions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>A kernel of the session that runs elsewhere: the host passes commands on to it.</summary>
internal sealed class HostKernel :
    Kernel,
    IKernelCommandHandler<SubmitCode>,
    IKernelCommandHandler<RequestValue>,
    IKernelCommandHandler<RequestValueInfos>,
    IKernelCommandHandler<SendValue>
{
    private static readonly JsonSerializerOptions options = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <param name="name">What the session calls it.</param>
    /// <param name="language">Its language as people call it.</param>
    public HostKernel(string name, string language)
        : base(name)
    {
        KernelInfo.LanguageName = language;
        KernelInfo.DisplayName = $"{name} - {language}";
    }

    /// <inheritdoc/>
    public async Task HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        var errors = new List<string>();
        var answer = await AskAsync(
            "submit",
            json => json.WriteString("code", command.Code),
            output =>
            {
                if (ToEvent(output.Output, command) is { } shown)
                {
                    context.Publish(shown);
                }
                else if (Text(output.Output, "type") == "error")
                {
                    errors.Add(ErrorText(output.Output));
                }
            });
        if (answer.Status != "ok")
        {
            context.Fail(command, message: errors.Count > 0 ? string.Join('\n', errors) : $"{Name}: {answer.Status}");
        }
    }

    /// <inheritdoc/>
    public async Task HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        var answer = await AskAsync("request", json =>
        {
            json.WriteString("name", command.Name);
            json.WriteString("mime", command.MimeType);
        });
        var isJson = command.MimeType == "application/json";
        var text = isJson ? answer.Value.GetRawText() : answer.Value.ToString();
        context.Publish(new ValueProduced(
            isJson ? Simple(answer.Value) : text, command.Name, new FormattedValue(command.MimeType, text), command));
    }

    /// <inheritdoc/>
    public async Task HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        var answer = await AskAsync("list", static _ => { });
        var infos = answer.Variables.EnumerateArray().Select(variable => new KernelValueInfo(
            Text(variable, "name"), new FormattedValue(MimeBundle.PlainText, Text(variable, "value")), typeName: Text(variable, "type")));
        context.Publish(new ValueInfosProduced([.. infos], command));
    }

    /// <inheritdoc/>
    public Task HandleAsync(SendValue command, KernelInvocationContext context) =>
        AskAsync("send", json =>
        {
            json.WriteString("name", command.Name);
            json.WritePropertyName("value");
            if (command.Value is not null)
            {
                JsonSerializer.Serialize(json, command.Value, command.Value.GetType(), options);
                json.WriteString("mime", "application/json");
            }
            else if (command.FormattedValue.MimeType == "application/json")
            {
                json.WriteRawValue(command.FormattedValue.Value);
                json.WriteString("mime", "application/json");
            }
            else
            {
                json.WriteStringValue(command.FormattedValue.Value);
                json.WriteString("mime", command.FormattedValue.MimeType);
            }
        });

    private Task<Command> AskAsync(string type, Action<Utf8JsonWriter> fields, Action<Command>? output = null) =>
        HostQuestions.AskAsync(
            type,
            json =>
            {
                json.WriteString("kernel", Name);
                fields(json);
            },
            output);

    /// <summary>What the host shows, as an event of a command; null if that is none.</summary>
    public static KernelEvent? ToEvent(JsonElement output, KernelCommand command)
    {
        var shown = Event(output, command);
        if (shown is DisplayEvent display && output.TryGetProperty("metadata", out var metadata))
        {
            ShownEvents.Describe(display, metadata);
        }

        return shown;
    }

    private static KernelEvent? Event(JsonElement output, KernelCommand command) => Text(output, "type") switch
    {
        "stream" when Text(output, "name") == "stderr" => new StandardErrorValueProduced(command, Plain(Text(output, "text"))),
        "stream" => new StandardOutputValueProduced(command, Plain(Text(output, "text"))),
        "display" => new DisplayedValueProduced(null, command, Forms(output), Text(output, "displayId") is { Length: > 0 } id ? id : null),
        "update" => new DisplayedValueUpdated(null, Text(output, "displayId"), command, Forms(output)),
        "result" => new ReturnValueProduced(null, command, Forms(output)),
        _ => null,
    };

    private static FormattedValue[] Plain(string text) => [new(MimeBundle.PlainText, text)];

    private static FormattedValue[] Forms(JsonElement output) =>
        [.. output.GetProperty("data").EnumerateObject().Select(form => new FormattedValue(form.Name, form.Value.ToString()))];

    private static string ErrorText(JsonElement error) =>
        error.TryGetProperty("traceback", out var lines) && lines.GetArrayLength() > 0
            ? string.Join('\n', lines.EnumerateArray())
            : $"{Text(error, "ename")}: {Text(error, "evalue")}";

    private static string Text(JsonElement part, string field) =>
        part.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>JSON as C# receives it from <c>#!set</c>.</summary>
    private static object? Simple(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonDocument.Parse(value.GetRawText()),
    };
}
