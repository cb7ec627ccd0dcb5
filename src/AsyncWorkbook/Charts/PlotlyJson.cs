using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using XPlot.Plotly;

namespace AsyncWorkbook;

/// <summary>
/// An XPlot chart as the JSON that today's plotly.js draws, <c>{data, layout}</c>: XPlot writes the shape of an older
/// version, and only inside a script.
/// </summary>
internal static class PlotlyJson
{
    /// <summary>The mime type under which notebook hosts draw it.</summary>
    public const string MimeType = "application/vnd.plotly.v1+json";

    // Legible on light and dark paper; a host that knows its paper may set its own.
    private const string Ink = "#767676";
    private const string Grid = "rgba(128,128,128,0.25)";

    /// <summary>Reads a chart's traces and layout and brings them up to date.</summary>
    public static JObject Of(PlotlyChart chart)
    {
        var script = chart.GetInlineJS();
        var traces = Value<JArray>(script, "var data = ") ?? [];
        var layout = Value<JObject>(script, "var layout = ") ?? [];
        foreach (var trace in traces.OfType<JObject>())
        {
            Modernise(trace);
        }

        foreach (var part in layout.DescendantsAndSelf().OfType<JObject>().ToList())
        {
            part.Remove("_isSubplotObj");
            if (part["title"] is JValue { Type: JTokenType.String } title)
            {
                part["title"] = new JObject { ["text"] = title };
            }
        }

        layout.TryAdd("paper_bgcolor", "rgba(0,0,0,0)");
        layout.TryAdd("plot_bgcolor", "rgba(0,0,0,0)");
        layout.TryAdd("font", new JObject { ["color"] = Ink });
        layout.TryAdd("colorway", new JArray(Palette.Colours));
        foreach (var axis in new[] { "xaxis", "yaxis" })
        {
            layout.TryAdd(axis, new JObject());
            if (layout[axis] is JObject settings)
            {
                settings.TryAdd("gridcolor", Grid);
                settings.TryAdd("zerolinecolor", Grid);
                settings.TryAdd("automargin", true);
            }
        }

        return new JObject { ["data"] = traces, ["layout"] = layout };
    }

    private static void Modernise(JObject trace)
    {
        if ((string?)trace["type"] == "bar")
        {
            trace.TryAdd("textposition", "none"); // newer versions would print every bar's text into it
        }

        if (Palette.OfLanguage((string?)trace["name"] ?? "") is { } colour)
        {
            foreach (var part in new[] { "marker", "line" })
            {
                if (trace[part] is null && (part != "line" || (string?)trace["type"] == "scatter"))
                {
                    trace[part] = new JObject();
                }

                (trace[part] as JObject)?.TryAdd("color", colour);
            }
        }
    }

    private static T? Value<T>(string script, string assignment)
        where T : JToken
    {
        var start = script.IndexOf(assignment, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        using var reader = new JsonTextReader(new StringReader(script[(start + assignment.Length)..]))
        {
            DateParseHandling = DateParseHandling.None,
        };
        return JToken.ReadFrom(reader) as T;
    }
}
