using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>
/// Publishes what a cell shows. Each message names the request that ran the cell as its parent, also when it comes after
/// the cell has ended: front ends put it where it belongs.
/// </summary>
/// <param name="messenger">Sends the messages.</param>
/// <param name="request">The request that runs the cell.</param>
/// <param name="executionCount">The number that the cell's result carries.</param>
/// <param name="silent">Whether nobody is to see anything.</param>
internal sealed class OutputPublisher(Messenger messenger, Request request, int executionCount, bool silent) : IOutputSink
{
    /// <summary>
    /// Text that follows other text sooner than this is joined to one message: servers drop the messages of a kernel
    /// that sends more than a thousand a second.
    /// </summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private string textStream = "";
    private long lastText;
    private bool waiting;

    /// <summary>The last error that the cell showed, or null.</summary>
    public ErrorOutput? Error { get; private set; }

    /// <inheritdoc/>
    public void Emit(Output output)
    {
        lock (gate)
        {
            Error = output as ErrorOutput ?? Error;
            if (silent)
            {
                return;
            }

            if (output is StreamOutput stream)
            {
                Add(stream);
                return;
            }

            PublishText();
            Publish(output);
        }
    }

    /// <summary>Publishes the text that waits for more.</summary>
    public void Flush()
    {
        lock (gate)
        {
            PublishText();
        }
    }

    /// <summary>An error as the protocol has it, in outputs and in replies.</summary>
    public static JsonObject Content(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Value,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    private static JsonObject Display(JsonObject data, JsonObject metadata, string? displayId)
    {
        var content = new JsonObject { ["data"] = data.DeepClone(), ["metadata"] = metadata.DeepClone() };
        content["transient"] = displayId is null ? [] : new JsonObject { ["display_id"] = displayId };
        return content;
    }

    private void Add(StreamOutput stream)
    {
        if (stream.Name != textStream)
        {
            PublishText();
            textStream = stream.Name;
        }

        text.Append(stream.Text);
        if (waiting)
        {
            return;
        }

        var since = Stopwatch.GetElapsedTime(lastText);
        if (since >= pause)
        {
            PublishText();
            return;
        }

        waiting = true;
        _ = PublishLaterAsync(pause - since);
    }

    private async Task PublishLaterAsync(TimeSpan delay)
    {
        await Task.Delay(delay);
        lock (gate)
        {
            waiting = false;
            PublishText();
        }
    }

    private void PublishText()
    {
        if (text.Length == 0)
        {
            return;
        }

        Send("stream", new JsonObject { ["name"] = textStream, ["text"] = text.ToString() });
        text.Clear();
        lastText = Stopwatch.GetTimestamp();
    }

    private void Publish(Output output)
    {
        switch (output)
        {
            case DisplayOutput display:
                Send("display_data", Display(display.Data, display.Metadata, display.DisplayId));
                break;
            case UpdateOutput update:
                Send("update_display_data", Display(update.Data, update.Metadata, update.DisplayId));
                break;
            case ResultOutput result:
                var content = Display(result.Data, result.Metadata, null);
                content["execution_count"] = executionCount;
                Send("execute_result", content);
                break;
            case ErrorOutput error:
                Send("error", Content(error));
                break;
            case ClearOutput clear:
                Send("clear_output", new JsonObject { ["wait"] = clear.Wait });
                break;
            default:
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"unknown output {output}"));
        }
    }

    private void Send(string type, JsonObject content) => messenger.Publish(type, content, request.Message.HeaderJson);
}
