namespace AsyncWorkbook;

/// <summary>
/// Recordings that a page plays: one timeline at a time, with what each actor does at any moment. Hosts that have no player draw
/// the first run of each on one chart.
/// </summary>
public sealed class Player
{
    private Player(string title, string caption, IReadOnlyList<(string Name, Timeline Timeline)> takes)
    {
        Title = title;
        Caption = caption;
        Takes = takes;
    }

    /// <summary>The player's title.</summary>
    public string Title { get; }

    /// <summary>What it shows.</summary>
    public string Caption { get; }

    /// <summary>A sign that goes to whoever runs, such as <c>♞</c>; the actors then stand there as tiles. Empty for none.</summary>
    public string Token { get; init; } = "";

    /// <summary>What it means that nobody runs, such as <c>the host waits</c>; empty where it means nothing.</summary>
    public string Idle { get; init; } = "";

    /// <summary>The recordings, the one that is shown first at the end.</summary>
    internal IReadOnlyList<(string Name, Timeline Timeline)> Takes { get; }

    /// <summary>Puts recordings into a player.</summary>
    /// <param name="title">The player's title.</param>
    /// <param name="caption">What it shows, in a sentence or two.</param>
    /// <param name="takes">The recordings by name; the last one is shown first.</param>
    /// <param name="token">See <see cref="Token"/>.</param>
    /// <param name="idle">See <see cref="Idle"/>.</param>
    /// <exception cref="ArgumentException">There is no recording, or some are in seconds and some in steps.</exception>
    public static Player Of(string title, string caption, IReadOnlyDictionary<string, Timeline> takes, string token = "", string idle = "")
    {
        ArgumentNullException.ThrowIfNull(takes);
        return takes.Values.Select(take => take.IsInSteps).Distinct().Count() != 1
            ? throw new ArgumentException(takes.Count == 0 ? "A player needs a recording to play." : "A player plays recordings in seconds or in steps, not both.", nameof(takes))
            : new Player(title, caption, [.. takes.Select(take => (take.Key, take.Value))]) { Token = token, Idle = idle };
    }

    /// <summary>The recordings as one figure: Plotly chart, still picture, caption and table.</summary>
    public Figure ToFigure() => (Takes.Count == 1 ? Takes[0].Timeline : Timeline.Side(Title, Caption, Takes)).ToFigure();
}
