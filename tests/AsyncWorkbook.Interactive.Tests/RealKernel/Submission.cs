using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Interactive.Tests.RealKernel;

/// <summary>Code that was sent to the kernel, and what has come back so far. It is shown as the editor shows it.</summary>
internal sealed class Submission
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<Output> outputs = [];

    /// <summary>Its outputs in the order of arrival.</summary>
    public IReadOnlyList<Output> Outputs => outputs;

    /// <summary>Whether it ended well. An editor takes any error on the way as a failure of the cell.</summary>
    public bool Succeeded => Error is null;

    /// <summary>The first error, or null.</summary>
    public string? Error => outputs.FirstOrDefault(output => output.Kind == OutputKind.Error)?.Forms["text/plain"];

    /// <summary>Whether the kernel has not said, and will not say, that it has ended. Nothing more can be submitted.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Ends when the kernel says that the submission has.</summary>
    public Task Ended => ended.Task;

    /// <summary>Takes an event of this submission or of a command that it gave rise to.</summary>
    public void Receive(JsonNode envelope, bool isOwn)
    {
        var body = envelope["event"]!;
        switch ((string?)envelope["eventType"])
        {
            case "ReturnValueProduced" or "DisplayedValueProduced":
                Add(new(OutputKind.Value, Forms(body)));
                break;
            case "DisplayedValueUpdated":
                Add(new(OutputKind.Update, Forms(body)));
                break;
            case "StandardOutputValueProduced":
                Add(new(OutputKind.Stdout, Forms(body)));
                break;
            case "StandardErrorValueProduced":
                Add(new(OutputKind.Stderr, Forms(body)));
                break;
            case "ErrorProduced":
                Add(Output.Text(OutputKind.Error, (string?)body["message"] ?? ""));
                break;
            case "CommandFailed":
                Add(Output.Text(OutputKind.Error, (string?)body["message"] ?? ""));
                End(isOwn);
                break;
            case "CommandSucceeded":
                End(isOwn);
                break;
        }
    }

    /// <summary>Ends it with an error, unless it has ended, because the kernel is gone or does not answer.</summary>
    public void Lose(string why)
    {
        if (!ended.Task.IsCompleted)
        {
            IsLost = true;
            Add(Output.Text(OutputKind.Error, why));
            ended.TrySetResult();
        }
    }

    private void Add(Output output) => ImmutableInterlocked.Update(ref outputs, list => list.Add(output));

    private void End(bool isOwn)
    {
        if (isOwn)
        {
            ended.TrySetResult();
        }
    }

    private static Dictionary<string, string> Forms(JsonNode body) => body["formattedValues"]!.AsArray()
        .Where(form => (bool?)form!["suppressDisplay"] != true)
        .ToDictionary(form => (string)form!["mimeType"]!, form => (string?)form!["value"] ?? "");
}
