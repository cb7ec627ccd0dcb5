using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Live.Tests.Chapters;

/// <summary>What a cell shows as one text, so that two runs of it can be compared.</summary>
internal static class ShownText
{
    /// <summary>All outputs with all their forms; printed text in one piece, however it came.</summary>
    public static string Of(IEnumerable<JsonObject> outputs)
    {
        var text = new StringBuilder();
        var stream = "";
        foreach (var output in outputs.Select(NbformatOutput.Read))
        {
            if (output is StreamOutput printed)
            {
                text.Append(printed.Name == stream ? "" : $"{printed.Name}:\n").Append(printed.Text);
                stream = printed.Name;
                continue;
            }

            stream = "";
            text.AppendLine();
            switch (output)
            {
                case DisplayOutput display:
                    Add(text, display.Data);
                    break;
                case ResultOutput result:
                    Add(text, result.Data);
                    break;
                case ErrorOutput error:
                    text.AppendLine($"{error.Name}: {error.Value}");
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Where two texts begin to differ, with what stands around it in both.</summary>
    public static string Difference(string recorded, string page)
    {
        var same = recorded.Zip(page).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"recorded: ...{Around(recorded, same)}...\n    page:     ...{Around(page, same)}...";
    }

    private static void Add(StringBuilder text, JsonObject data)
    {
        foreach (var (mime, value) in data.OrderBy(form => form.Key, StringComparer.Ordinal))
        {
            text.AppendLine($"{mime}: {(MimeBundles.IsJson(mime) ? AsPagesReadIt(value)?.ToJsonString() : Plain(value))}");
        }
    }

    /// <summary>The same JSON where 5.0 is 5, as in whatever has gone through a page.</summary>
    private static JsonNode? AsPagesReadIt(JsonNode? json) => json switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, AsPagesReadIt(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(AsPagesReadIt)]),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => JsonValue.Create((double)number),
        _ => json?.DeepClone(),
    };

    private static string Plain(JsonNode? text) => text is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)text ?? "";

    private static string Around(string text, int at) => text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 80)].ReplaceLineEndings("\\n");
}
