using System.Globalization;
using XPlot.Plotly;

namespace AsyncWorkbook;

/// <summary>
/// The event logs of several runs as spans on one axis, of time or of steps: a lane for each actor, and in it a bar for each language.
/// A span begins with an event that has a label and ends with the same actor's next event.
/// </summary>
public sealed class Timeline
{
    private const int tableLimit = 500; // rows; a longer table helps nobody

    private readonly IReadOnlyList<string> labels;

    private Timeline(string title, string caption, IReadOnlyList<string> labels, IReadOnlyList<TimelineSpan> spans)
    {
        Title = title;
        Caption = caption;
        this.labels = labels;
        Spans = spans;
        Kinds = labels.Select((label, i) => (label, kind: i == 0 ? "runs" : i == 1 ? "waits" : "other")).ToDictionary(one => one.label, one => one.kind);
    }

    /// <summary>The chart's title.</summary>
    public string Title { get; }

    /// <summary>What the chart shows.</summary>
    public string Caption { get; }

    /// <summary>The spans, by language, lane and time.</summary>
    public IReadOnlyList<TimelineSpan> Spans { get; }

    /// <summary>What an actor does in the spans of a label: <c>runs</c>, <c>waits</c>, is <c>ready</c> to go on, or something <c>other</c>.</summary>
    internal IReadOnlyDictionary<string, string> Kinds { get; private init; }

    /// <summary>What is marked where it happens.</summary>
    internal IReadOnlyList<TimelineFlag> Flags { get; private init; } = [];

    /// <summary>Whether the axis counts events instead of seconds.</summary>
    internal bool IsInSteps { get; private init; }

    /// <summary>Draws runs on one axis.</summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="caption">What the chart shows, in a sentence or two.</param>
    /// <param name="runs">The runs by language, or by any other name.</param>
    /// <param name="labels">
    /// The events that begin a span, and what the actor does from then on; the first label is drawn strongest. Such as
    /// <c>["host moves"] = "opponent thinks"</c>.
    /// </param>
    /// <param name="until">Leaves out what begins at this time or later, in seconds.</param>
    /// <param name="waits">Labels of spans in which an actor waits. Of those that are neither these nor <paramref name="ready"/>, the first runs; if none are given, the second waits.</param>
    /// <param name="ready">Labels of spans in which an actor waits no longer, but is not served yet.</param>
    /// <param name="flags">Events that are marked in their lane, such as <c>leaves</c>.</param>
    /// <exception cref="ArgumentException">No event of the runs has a label; the message lists their events.</exception>
    public static Timeline Of(
        string title,
        string caption,
        Runs runs,
        IReadOnlyDictionary<string, string> labels,
        double until = double.PositiveInfinity,
        IReadOnlyList<string>? waits = null,
        IReadOnlyList<string>? ready = null,
        IReadOnlyList<string>? flags = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(labels);
        List<TimelineSpan> spans =
        [
            .. from run in runs
               from actor in run.Value.Events.GroupBy(e => e.Actor)
               from pair in actor.Zip(actor.Skip(1))
               where labels.ContainsKey(pair.First.Event) && pair.First.T < until
               select new TimelineSpan(run.Key, actor.Key, labels[pair.First.Event], pair.First.T, Math.Min(pair.Second.T, until)),
        ];
        if (spans.Count == 0)
        {
            var events = runs.Values.SelectMany(run => run.Events).Select(e => e.Event).Distinct();
            throw new ArgumentException(
                $"No span begins with one of these events: {string.Join(", ", labels.Keys)}. The runs have: {string.Join(", ", events)}.",
                nameof(labels));
        }

        var timeline = new Timeline(title, caption, [.. labels.Values.Distinct()], spans);
        return new Timeline(title, caption, timeline.labels, spans)
        {
            Kinds = waits is null && ready is null ? timeline.Kinds : KindsOf(timeline.labels, waits ?? [], ready ?? []),
            Flags =
            [
                .. from run in runs
                   from e in run.Value.Events
                   where flags?.Contains(e.Event) == true && e.T <= until
                   select new TimelineFlag(run.Key, e.Actor, e.Event, e.T),
            ],
        };
    }

    /// <summary>
    /// Draws runs by the order of their events alone: each event takes one step, whatever the clock said. For logs in which the order
    /// is all there is to compare, as of callbacks that run within the same moment.
    /// </summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="caption">What the chart shows, in a sentence or two.</param>
    /// <param name="runs">The runs by language, or by any other name.</param>
    /// <param name="labels">The events that begin a span, and what the actor does from then on. An actor's last event lasts one step.</param>
    /// <param name="waits">Labels of spans in which an actor waits; see <see cref="Of"/>.</param>
    /// <param name="ready">Labels of spans in which an actor waits no longer, but is not served yet.</param>
    /// <exception cref="ArgumentException">No event of the runs has a label; the message lists their events.</exception>
    public static Timeline InSteps(
        string title,
        string caption,
        Runs runs,
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyList<string>? waits = null,
        IReadOnlyList<string>? ready = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var stepped = new Runs();
        foreach (var (name, run) in runs)
        {
            stepped[name] = Stepped(run);
        }

        var timeline = Of(title, caption, stepped, labels, waits: waits, ready: ready);
        return new Timeline(title, caption, timeline.labels, timeline.Spans) { Kinds = timeline.Kinds, IsInSteps = true };
    }

    /// <summary>The same spans as runs of other names: one of each timeline, under the timeline's name.</summary>
    internal static Timeline Side(string title, string caption, IReadOnlyList<(string Name, Timeline Timeline)> timelines) => new(
        title,
        caption,
        [.. timelines.SelectMany(one => one.Timeline.labels).Distinct()],
        [.. timelines.SelectMany(one => one.Timeline.Spans.Where(span => span.Language == one.Timeline.Spans[0].Language).Select(span => span with { Language = one.Name }))])
    {
        IsInSteps = timelines[0].Timeline.IsInSteps,
    };

    /// <summary>The timeline as a figure: Plotly chart, still picture, caption and table.</summary>
    public Figure ToFigure() => new(Chart(), Caption, SpanTable());

    /// <summary>The same run with an event's place in the log as its time, and an end for what each actor did last.</summary>
    private static Run Stepped(Run run)
    {
        List<LoggedEvent> events = [.. run.Events.Select((e, step) => e with { T = step })];
        return new Run(run.Results, [.. events, .. events.GroupBy(e => e.Actor).Select(actor => new LoggedEvent(actor.Last().T + 1, actor.Key, ""))], run.Outcome);
    }

    /// <summary>Of the labels that are neither, the first runs.</summary>
    private static Dictionary<string, string> KindsOf(IReadOnlyList<string> labels, IReadOnlyList<string> waits, IReadOnlyList<string> ready)
    {
        var runs = labels.FirstOrDefault(label => !waits.Contains(label) && !ready.Contains(label));
        return labels.ToDictionary(label => label, label => waits.Contains(label) ? "waits" : ready.Contains(label) ? "ready" : label == runs ? "runs" : "other");
    }

    private static double Strength(int label) => label == 0 ? 1 : label == 1 ? 0.4 : 0.2;

    /// <summary>Tells the labels by their strength, such as <c>strong: host thinks, pale: opponent thinks</c>.</summary>
    private string Legend() => labels.Count == 1
        ? labels[0]
        : $"strong: {labels[0]}, pale: {string.Join(", then ", labels.Skip(1))}";

    private IReadOnlyList<string> Lanes() => [.. Spans.Select(span => span.Lane).Distinct()];

    private IReadOnlyList<string> Languages() => [.. Spans.Select(span => span.Language).Distinct()];

    private string ColourOf(string language) =>
        Palette.OfLanguage(language) ?? Palette.Colours[Palette.Languages.Count + (Languages().ToList().IndexOf(language) % 4)];

    private PlotlyChart Chart()
    {
        var bars =
            from language in Languages()
            from label in labels.Select((text, i) => (text, i))
            let spans = Spans.Where(span => span.Language == language && span.Label == label.text).ToList()
            where spans.Count > 0
            select new SpanBar
            {
                name = language,
                showlegend = label.i == 0,
                offsetgroup = language,
                legendgroup = language,
                y = spans.Select(span => span.Lane),
                @base = spans.Select(span => span.Start),
                x = spans.Select(span => span.End - span.Start),
                hovertext = spans.Select(span => $"{language}, {span.Lane}: {span.Label}, {(IsInSteps ? "steps " : "")}{From(span)} to {Until(span)}{(IsInSteps ? "" : " s")}"),
                marker = new Marker { color = Palette.Faded(ColourOf(language), Strength(label.i)) },
            };
        return XPlot.Plotly.Chart.Plot(bars.ToList<Trace>(), new Layout.Layout
        {
            title = Title,
            barmode = "group",
            bargap = 0.25,
            xaxis = new Xaxis { title = $"{(IsInSteps ? "steps" : "seconds")} ({Legend()})", rangemode = "tozero" },
            yaxis = new Yaxis { autorange = "reversed", type = "category", showgrid = false },
            height = 170 + (Lanes().Count * Math.Max(20, Languages().Count * (Lanes().Count > 12 ? 7 : 11))),
        });
    }

    // Runs that agree share a row, so parity can be read off the table as well.
    private Table SpanTable()
    {
        var rows = Spans
            .GroupBy(span => span with { Language = "" })
            .Select(same => (IReadOnlyList<string>)
                [same.Key.Lane, same.Key.Label, From(same.Key), Until(same.Key), string.Join(", ", same.Select(span => span.Language))])
            .ToList();
        IReadOnlyList<string> rest = ["...", $"{rows.Count - tableLimit} more", "", "", ""];
        return new Table(
            ["lane", "span", IsInSteps ? "from step" : "from (s)", IsInSteps ? "to step" : "to (s)", "in"],
            rows.Count <= tableLimit ? rows : [.. rows.Take(tableLimit), rest]);
    }

    /// <summary>When a span begins, in seconds; or its first step, counted from one.</summary>
    private string From(TimelineSpan span) => Number(span.Start + (IsInSteps ? 1 : 0));

    /// <summary>When a span ends, in seconds; or its last step.</summary>
    private static string Until(TimelineSpan span) => Number(span.End);

    private static string Number(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);

    private sealed class SpanBar : Bar
    {
        // Plotly's own names; XPlot's Bar does not have them, but serialises those of a subclass.
        public SpanBar() => orientation = "h";

        public object? @base { get; set; }

        public string? offsetgroup { get; set; }

        public object? hovertext { get; set; }

        public string hovertemplate { get; } = "%{hovertext}<extra></extra>";
    }
}
