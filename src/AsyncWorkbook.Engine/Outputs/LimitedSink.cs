using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>What one cell shows, within the limit.</summary>
public sealed class LimitedSink : IOutputSink
{
    private const int longestCharacter = 4; // bytes
    private const int longestError = 1 << 16; // characters

    private readonly OutputLimit session;
    private readonly IOutputSink sink;
    private long shown;
    private long shownOfChecks;
    private long dropped;
    private long told;
    private string? notice;
    private bool clearBeforeNext;

    internal LimitedSink(OutputLimit session, IOutputSink sink)
    {
        this.session = session;
        this.sink = sink;
    }

    /// <inheritdoc/>
    public void Emit(Output output)
    {
        lock (session.Gate)
        {
            if (output is ClearOutput { Wait: var wait })
            {
                clearBeforeNext = wait;
                sink.Emit(output);
            }

            if (output is ClearOutput { Wait: false } || (clearBeforeNext && output is not (ClearOutput or UpdateOutput)))
            {
                (shown, shownOfChecks, dropped, told, notice, clearBeforeNext) = (0, 0, 0, 0, null, false);
            }

            if (output is not ClearOutput && Within(output) is { } kept)
            {
                sink.Emit(kept);
            }

            // While it goes on, now and then: a cell without end shall say at once that it is cut.
            if (dropped > 2 * told)
            {
                Tell();
            }
        }
    }

    /// <summary>Says how much was dropped in all, when the cell has ended.</summary>
    public void Complete()
    {
        lock (session.Gate)
        {
            if (dropped > told)
            {
                Tell();
            }
        }
    }

    /// <summary>What may be shown of an output: all, a part, or null.</summary>
    private Output? Within(Output output)
    {
        switch (output)
        {
            case StreamOutput stream:
                return Within(stream);
            case ErrorOutput error:
                return Shortened(error);
            case OmittedOutput { Bytes: var bytes }:
                dropped += bytes;
                return null;
            case UpdateOutput { DisplayId: var id } update:
                return Fits(MimeBundles.Size(update.Data), id) ? update : ChecksOf(update.Data) is { } found ? update with { Data = found } : null;
            case DisplayOutput { DisplayId: var id } display:
                return Fits(MimeBundles.Size(display.Data), null, id) ? display : ChecksOf(display.Data) is { } kept ? display with { Data = kept } : null;
            case ResultOutput result:
                return Fits(MimeBundles.Size(result.Data)) ? result : ChecksOf(result.Data) is { } checks ? result with { Data = checks } : null;
            default:
                return output;
        }
    }

    private bool Fits(long size, string? replaced = null, string? id = null)
    {
        var added = size - (replaced is null ? 0 : session.Displays.GetValueOrDefault(replaced));
        if (added > 0 && shown + added > session.Bytes)
        {
            dropped += size;
            return false;
        }

        shown += added;
        if ((replaced ?? id) is { } known)
        {
            session.Displays[known] = size;
        }

        return true;
    }

    /// <summary>The checks of what does not fit: that one has failed must not be lost with it. They have as much room again.</summary>
    private JsonObject? ChecksOf(JsonObject data)
    {
        if (data[Check.MimeType] is not { } checks || shownOfChecks + MimeBundles.Size(checks) > session.Bytes)
        {
            return null;
        }

        shownOfChecks += MimeBundles.Size(checks);
        return new JsonObject { [Check.MimeType] = checks.DeepClone() };
    }

    private StreamOutput? Within(StreamOutput stream)
    {
        var size = Encoding.UTF8.GetByteCount(stream.Text);
        var room = session.Bytes - shown;
        if (size <= room)
        {
            shown += size;
            return stream;
        }

        shown = session.Bytes;
        var kept = Start(stream.Text, room);
        dropped += size - Encoding.UTF8.GetByteCount(kept);
        return kept.Length > 0 ? stream with { Text = kept } : null;
    }

    /// <summary>As many whole characters as there is room for.</summary>
    private static string Start(string text, long room)
    {
        if (room < longestCharacter)
        {
            return "";
        }

        Encoding.UTF8.GetEncoder().Convert(text, new byte[room], flush: false, out var used, out _, out _);
        return text[..(char.IsHighSurrogate(text[used - 1]) ? used - 1 : used)];
    }

    private static ErrorOutput Shortened(ErrorOutput error)
    {
        var room = longestError;
        return error.Value.Length + error.Traceback.Sum(line => line.Length) <= longestError
            ? error
            : new ErrorOutput(
                error.Name,
                Beginning(error.Value),
                [.. error.Traceback.Select(Beginning).TakeWhile(line => (room -= line.Length) > 0)]);
    }

    private static string Beginning(string text) =>
        text.Length <= longestError / 4 ? text : text[..(longestError / 4)] + " ...";

    private void Tell()
    {
        told = dropped;
        var text = MimeBundles.Plain(
            $"Output cut: a cell may show {OutputLimit.Text(session.Bytes)}, and {OutputLimit.Text(dropped)} more were dropped (see --output-limit).");
        if (notice is null)
        {
            notice = string.Create(CultureInfo.InvariantCulture, $"workbook-output-limit-{++session.Notices}");
            sink.Emit(new DisplayOutput(text, new JsonObject(), notice));
        }
        else
        {
            sink.Emit(new UpdateOutput(text, new JsonObject(), notice));
        }
    }
}
