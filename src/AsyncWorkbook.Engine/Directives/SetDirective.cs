using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary><c>#!set --name N --value V</c>: V is a literal, JSON, <c>@kernel:name</c> or a question.</summary>
internal sealed class SetDirective(DirectiveContext context, KernelValues values) : IDirective
{
    public string Name => "#!set";

    public string Summary => "Declare a variable: a value, a copy from another kernel, or what the reader types.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } =
    [
        new("name", "NAME", "What the variable is called.") { Required = true },
        new("value", "VALUE", "Text, JSON, @kernel:name, @input:\"question\" or @password:\"question\".")
        {
            Required = true,
            Kind = ParameterKind.Value,
        },
        new("mime-type", "TYPE", "Copy the value as this kind of text instead of JSON."),
        new("byref", "", "Accepted for Polyglot Notebooks' sake; values are always copied here.") { Kind = ParameterKind.Flag },
    ];

    public async Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        var name = step.Directive.Required("name");
        var text = step.Directive.Required("value");
        var mime = step.Directive.Optional("mime-type");
        var cancel = submission.Interrupt;
        var value = ReaderQuestion.Of(text, name) is { } question
            ? new SharedValue(mime ?? SharedValue.Json, JsonValue.Create(await question.AskAsync(context.Input, step, cancel)))
            : text.StartsWith('@')
                ? await values.ReadAsync(text, mime, step, cancel)
                : new SharedValue(mime ?? SharedValue.Json, Literal(text));
        return await values.WriteAsync(name, value, step, cancel);
    }

    /// <summary>An object, array, true, false or null is JSON; everything else stays a string, numbers included.</summary>
    private static JsonNode? Literal(string text)
    {
        if (text is not (['{' or '[', ..] or "true" or "false" or "null"))
        {
            return JsonValue.Create(text);
        }

        try
        {
            return NotebookJson.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
