using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AsyncWorkbook;

/// <summary>
/// Be the event loop: whoever plays it picks what runs next, and a run that was recorded says whether that is so. Hosts without the game
/// show in what order things ran.
/// </summary>
public sealed partial class LoopGame
{
    /// <summary>The mime type of the component <c>loop-game</c> (<c>src/page/components</c>).</summary>
    internal const string MimeType = "application/vnd.async-workbook.loop-game+json";

    private static readonly string[] queues = ["ready queue", "microtasks", "timers"];
    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<(LoopLevel Level, IReadOnlyList<Entry> Entries)> levels;

    private LoopGame(string title, string caption, IReadOnlyList<(LoopLevel Level, IReadOnlyList<Entry> Entries)> levels)
    {
        Title = title;
        Caption = caption;
        this.levels = levels;
    }

    /// <summary>The game's title.</summary>
    public string Title { get; }

    /// <summary>How it is played.</summary>
    public string Caption { get; }

    /// <summary>Makes a game of recorded runs.</summary>
    /// <param name="title">The game's title.</param>
    /// <param name="caption">How it is played, in a sentence or two.</param>
    /// <param name="levels">The levels in order.</param>
    /// <exception cref="ArgumentException">There is no level, or its run does not say what ran; the message names it.</exception>
    public static LoopGame Of(string title, string caption, params LoopLevel[] levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var read = levels.Select(level => (level, (IReadOnlyList<Entry>)[.. level.Run.Events.Select(Read).OfType<Entry>()])).ToList();
        return read.Count == 0
            ? throw new ArgumentException("A game needs a level.", nameof(levels))
            : read.Find(one => !one.Item2.Any(entry => entry.Queue.Length == 0)).level is { } empty
                ? throw new ArgumentException($"{empty.Name}: the run does not say what ran; it ended as: {empty.Run.Outcome}.", nameof(levels))
                : new LoopGame(title, caption, read);
    }

    internal string ToJson() => JsonSerializer.Serialize(
        new
        {
            title = Title,
            caption = Caption,
            levels = levels.Select(one => new
            {
                name = one.Level.Name,
                language = one.Level.Language,
                log = one.Entries.Select(entry => new object[] { entry.Name, entry.Queue, entry.Due }),
            }),
        },
        readable);

    internal Table ToTable() => new(
        ["level", "language", "what ran, in order"],
        [.. levels.Select(one => (IReadOnlyList<string>)
            [one.Level.Name, one.Level.Language, string.Join(", ", one.Entries.Where(entry => entry.Queue.Length == 0).Select(entry => entry.Name))])]);

    private static Entry? Read(LoggedEvent logged)
    {
        if (logged.Event == "runs")
        {
            return new Entry(logged.Actor, "", "");
        }

        return queues.Contains(logged.Actor) && Gets().Match(logged.Event) is { Success: true } gets
            ? new Entry(gets.Groups["name"].Value, logged.Actor, gets.Groups["due"].Value)
            : null;
    }

    [GeneratedRegex(@"^gets (?<name>.+?)(?: at (?<due>[0-9.]+))?$")]
    private static partial Regex Gets();

    /// <param name="Name">What stands in a queue now, or runs.</param>
    /// <param name="Queue">Where it stands; empty if it runs.</param>
    /// <param name="Due">For a timer, when it is due; empty if nobody said.</param>
    private sealed record Entry(string Name, string Queue, string Due);
}
