using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Submissions;

namespace AsyncWorkbook.Engine.Execution;

/// <summary><c>#!set</c>, <c>#!share</c> and <c>#!value</c>: copies of values from one kernel to another.</summary>
internal sealed class ValueSharing(Session session)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <summary><c>#!set --name N --value V</c>: V is a literal, JSON, or <c>@kernel:name</c>.</summary>
    public async Task<ExecutionStatus> SetAsync(DirectiveStep step, Submission submission)
    {
        var name = step.Directive.Required("name");
        var text = step.Directive.Required("value");
        var value = text.StartsWith('@')
            ? await ReadAsync(text, step, submission.Interrupt)
            : new SharedValue(step.Directive.Optional("mime-type") ?? SharedValue.Json, Literal(text));
        return await WriteAsync(step.Kernel, name, value, submission.Interrupt);
    }

    /// <summary><c>#!share N --from K [--as M]</c>, the older form.</summary>
    public async Task<ExecutionStatus> ShareAsync(DirectiveStep step, Submission submission)
    {
        var name = step.Directive.OptionOrFirst("name");
        var from = step.Directive.Required("from");
        var mime = step.Directive.Optional("mime-type") ?? SharedValue.Json;
        var value = await ReadAsync(from, name, mime, submission.Interrupt);
        return await WriteAsync(step.Kernel, step.Directive.Optional("as") ?? name, value, submission.Interrupt);
    }

    /// <summary>A <c>#!value --name N</c> section: its text, a file's, or a literal is kept for others to copy.</summary>
    public async Task<ExecutionStatus> KeepAsync(ValueStep step, Submission submission)
    {
        var name = step.Directive.Required("name");
        var text = step.Directive.Optional("from-file") is { } file
            ? await ReadFileAsync(file, step.Line, submission.Interrupt)
            : step.Directive.Optional("from-value") ?? step.Text;
        var mime = step.Directive.Optional("mime-type");
        JsonNode? value = JsonValue.Create(text);
        if (mime is not null && MimeBundle.IsJson(mime))
        {
            value = Json(text, step.Line);
        }

        await session.Kernel("value").SetValueAsync(name, new SharedValue(mime ?? "text/plain", value), submission.Interrupt);
        if (mime is not null)
        {
            var data = new JsonObject { [mime] = value?.DeepClone() };
            data.TryAdd("text/plain", text);
            submission.Sink.Emit(new DisplayOutput(data, []));
        }

        return ExecutionStatus.Ok;
    }

    private async Task<string> ReadFileAsync(string file, int line, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(Path.Combine(session.WorkingDirectory, file), cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DirectiveException($"line {line}: cannot read {file}: {e.Message}", e);
        }
    }

    private Task<SharedValue> ReadAsync(string reference, DirectiveStep step, CancellationToken cancel)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var kernel = colon < 0 ? reference[1..] : reference[1..colon];
        if (kernel is "input" or "password")
        {
            throw new DirectiveException(
                $"line {step.Line}: @{kernel} asks a question, and here nobody can answer; "
                + "use a cell tagged \"parameters\" and -p name=value instead.");
        }

        if (colon < 0)
        {
            throw new DirectiveException(
                $"line {step.Line}: \"{reference}\" should name a kernel and a variable, such as @javascript:x.");
        }

        return ReadAsync(kernel, reference[(colon + 1)..], step.Directive.Optional("mime-type") ?? SharedValue.Json, cancel);
    }

    private async Task<SharedValue> ReadAsync(string kernel, string name, string mime, CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        giveUp.CancelAfter(patience);
        try
        {
            return await session.Kernel(kernel).GetValueAsync(name, mime, giveUp.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SharingException($"the {kernel} kernel did not answer within {patience.TotalSeconds} s.");
        }
    }

    private async Task<ExecutionStatus> WriteAsync(string kernel, string name, SharedValue value, CancellationToken cancel)
    {
        await session.Kernel(kernel).SetValueAsync(name, value, cancel);
        return ExecutionStatus.Ok;
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
