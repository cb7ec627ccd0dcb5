using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>Something that a cell shows: one of the messages of the Jupyter protocol, in nbformat's terms.</summary>
public abstract record Output;

/// <summary>Printed text.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, as it was printed.</param>
public sealed record StreamOutput(string Name, string Text) : Output
{
    /// <summary>Text on the error stream.</summary>
    public static StreamOutput Error(string text) => new("stderr", text);
}

/// <summary>A value on display.</summary>
/// <param name="Data">Mime type to value, with <c>text/plain</c>; JSON types hold JSON, all others text.</param>
/// <param name="Metadata">Mime type to rendering hints; mostly empty.</param>
/// <param name="DisplayId">The id by which it can be updated, or null.</param>
public sealed record DisplayOutput(JsonObject Data, JsonObject Metadata, string? DisplayId = null) : Output;

/// <summary>Replaces every display with the same id.</summary>
/// <param name="Data">As in <see cref="DisplayOutput"/>.</param>
/// <param name="Metadata">As in <see cref="DisplayOutput"/>.</param>
/// <param name="DisplayId">The id of the displays.</param>
public sealed record UpdateOutput(JsonObject Data, JsonObject Metadata, string DisplayId) : Output;

/// <summary>The value of the cell.</summary>
/// <param name="Data">As in <see cref="DisplayOutput"/>.</param>
/// <param name="Metadata">As in <see cref="DisplayOutput"/>.</param>
public sealed record ResultOutput(JsonObject Data, JsonObject Metadata) : Output;

/// <summary>Why the cell failed.</summary>
/// <param name="Name">The type of the error, such as <c>TypeError</c>.</param>
/// <param name="Value">Its message.</param>
/// <param name="Traceback">What to show, line by line; plain text.</param>
public sealed record ErrorOutput(string Name, string Value, IReadOnlyList<string> Traceback) : Output
{
    /// <summary>An error that the engine itself reports: there is no trace, the message says it all.</summary>
    public static ErrorOutput Of(string name, string message) => new(name, message, [$"{name}: {message}"]);
}

/// <summary>Removes what the cell has shown.</summary>
/// <param name="Wait">Whether to wait until something new is shown.</param>
public sealed record ClearOutput(bool Wait) : Output;

/// <summary>Stands for an output that was so long that it was not even read.</summary>
/// <param name="Bytes">How long it was.</param>
public sealed record OmittedOutput(long Bytes) : Output;

/// <summary>Where outputs go: a notebook's cell, a Jupyter front end, a test. Called from any thread, one call at a time a cell.</summary>
public interface IOutputSink
{
    /// <summary>Takes the next output.</summary>
    void Emit(Output output);
}
