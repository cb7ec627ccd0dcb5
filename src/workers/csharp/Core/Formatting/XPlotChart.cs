using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Workers.CSharp.Core.Formatting;

/// <summary>
/// Charts of the package XPlot.Plotly. In Polyglot Notebooks a package of its own (XPlot.Plotly.Interactive) teaches the
/// host to draw them; here the worker does, by the type's name alone, so that it needs no reference to the package. A
/// formatter that a cell registers wins over this one.
/// </summary>
internal static class XPlotChart
{
    private const string chartType = "XPlot.Plotly.PlotlyChart";
    private const string plotly = "application/vnd.plotly.v1+json";

    /// <summary>A chart as Plotly's JSON; null if the value is no chart.</summary>
    public static MimeBundle? Of(object? value)
    {
        if (ChartType(value) is not { } type
            || ConciseFormatters.RegisteredByUser.Any(formatter => formatter.Type.IsAssignableFrom(type))
            || type.GetMethod("GetInlineJS", [])?.Invoke(value, null) is not string script)
        {
            return null;
        }

        try
        {
            var traces = Assigned(script, "data") as JsonArray ?? [];
            var layout = Assigned(script, "layout") as JsonObject ?? [];
            Modernise(layout);
            var title = (string?)(layout["title"] as JsonObject)?["text"];
            var text = title is null ? "Chart" : $"Chart: {title}";
            return new MimeBundle
            {
                [plotly] = new JsonObject { ["data"] = traces, ["layout"] = layout }.ToJsonString(),
                [MimeBundle.Html] = ConciseFormatters.Preformatted(text), // for hosts that do not know Plotly
                [MimeBundle.PlainText] = text,
            };
        }
        catch (JsonException)
        {
            return null; // another version's script: its properties are better than nothing
        }
    }

    private static Type? ChartType(object? value)
    {
        var type = value?.GetType();
        while (type is not null && type.FullName != chartType)
        {
            type = type.BaseType;
        }

        return type;
    }

    /// <summary>XPlot hands its JSON out only inside a script: <c>var data = [...];</c></summary>
    private static JsonNode? Assigned(string script, string variable)
    {
        var assignment = $"var {variable} = ";
        var start = script.IndexOf(assignment, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(script[(start + assignment.Length)..]));
        return JsonNode.Parse(ref reader);
    }

    /// <summary>Titles were plain strings when XPlot was written; today's plotly.js ignores those.</summary>
    private static void Modernise(JsonObject part)
    {
        foreach (var (name, value) in part.ToList())
        {
            if (name == "title" && value?.GetValueKind() == JsonValueKind.String)
            {
                part[name] = new JsonObject { ["text"] = value.DeepClone() };
            }
            else if (value is JsonObject inner)
            {
                Modernise(inner);
            }
        }
    }
}
