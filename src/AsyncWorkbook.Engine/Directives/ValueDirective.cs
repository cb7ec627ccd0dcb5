using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>
/// <c>#!value --name N</c>: the text of the section, a file, a page or a literal is kept for other kernels to copy, and shown. It
/// is a kernel selector, so it has no place in the table of directives; its options are <see cref="KernelSelectors"/>'.
/// </summary>
internal sealed class ValueDirective(DirectiveContext context)
{
    public async Task<ExecutionStatus> ExecuteAsync(SelectorStep step, Submission submission)
    {
        if (step.Kernel != ValueStore.KernelName)
        {
            return ExecutionStatus.Ok;
        }

        var text = await TextAsync(step, submission.Interrupt);
        var mime = step.Directive.Optional("mime-type") ?? "text/plain";
        var value = MimeBundles.IsJson(mime) ? Json(text, step.Line) : JsonValue.Create(text);
        await ((IVariableKernel)context.Kernel(step.Kernel)).SetValueAsync(
            step.Directive.Required("name"), new SharedValue(mime, value), submission.Interrupt);
        if (!IsSecret(step))
        {
            var data = new JsonObject { [mime] = value?.DeepClone() };
            data.TryAdd("text/plain", text);
            submission.Sink.Emit(new DisplayOutput(data, []));
        }

        return ExecutionStatus.Ok;
    }

    private static bool IsSecret(SelectorStep step) =>
        step.Directive.Optional("from-value") is { } literal && ReaderQuestion.Of(literal, step.Directive.Required("name")) is { Secret: true };

    private async Task<string> TextAsync(SelectorStep step, CancellationToken cancel)
    {
        var line = new DirectiveStep(step.Kernel, step.Directive, step.Line);
        if (step.Directive.Optional("from-value") is { } literal)
        {
            return ReaderQuestion.Of(literal, step.Directive.Required("name")) is { } question
                ? await question.AskAsync(context.Input, line, cancel)
                : literal;
        }

        var source = step.Directive.Optional("from-file") ?? step.Directive.Optional("from-url");
        if (source is null)
        {
            return step.Text;
        }

        try
        {
            if (step.Directive.Optional("from-file") is { } file)
            {
                return await File.ReadAllTextAsync(Path.Combine(context.WorkingDirectory, file), cancel);
            }

            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // the cell's own time is the limit
            return await client.GetStringAsync(new Uri(source, UriKind.Absolute), cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException or UriFormatException or NotSupportedException)
        {
            throw new DirectiveException($"line {step.Line}: cannot read {source}: {e.Message}", e);
        }
    }

    private static JsonNode? Json(string text, int line)
    {
        try
        {
            return NotebookJson.Parse(text);
        }
        catch (JsonException e)
        {
            throw new DirectiveException($"line {line}: the value is not JSON: {e.Message}", e);
        }
    }
}
