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

    private const string ink = "#767676"; // legible on light and on dark paper
    private const string grid = "rgba(128,128,128,0.25)";

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

        layout.TryAdd("template", Template());
        return new JObject { ["data"] = traces, ["layout"] = layout };
    }

    // Defaults only, so that a chart's own settings win, and a host that knows its page can put its own template here.
    private static JObject Template()
    {
        var axis = new JObject { ["gridcolor"] = grid, ["zerolinecolor"] = grid, ["automargin"] = true };
        return new JObject
        {
            ["layout"] = new JObject
            {
                ["paper_bgcolor"] = "rgba(0,0,0,0)",
                ["plot_bgcolor"] = "rgba(0,0,0,0)",
                ["font"] = new JObject { ["color"] = ink },
                ["colorway"] = new JArray(Palette.Colours),
                ["title"] = new JObject { ["x"] = 0, ["xref"] = "paper" },
                ["legend"] = new JObject { ["orientation"] = "h", ["x"] = 0, ["y"] = 1, ["yanchor"] = "bottom" },
                ["xaxis"] = axis,
                ["yaxis"] = axis.DeepClone(),
            },
        };
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
