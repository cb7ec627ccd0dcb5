using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncWorkbook.Interactive.Tests.RealKernel;

namespace AsyncWorkbook.Interactive.Tests.Outputs;

/// <summary>What a reader sees of a cell's outputs, without what is different in every run.</summary>
internal static partial class Shown
{
    /// <summary>One line an output: its kind and the form that an editor shows. Of an error that is the first line.</summary>
    public static string Of(IEnumerable<Output> outputs)
    {
        var text = new StringBuilder();
        OutputKind? last = null;
        foreach (var output in outputs)
        {
            var joined = output.Kind == last && last is OutputKind.Stdout or OutputKind.Stderr; // printed by and by
            text.Append(joined ? "" : $"\n[{output.Kind}{Mime(output)}] ").Append(Tidy(output));
            last = output.Kind;
        }

        return text.ToString().Trim('\n');
    }

    /// <summary>The outputs that a notebook file keeps of a cell.</summary>
    public static IEnumerable<Output> Read(JsonArray outputs) => outputs.Select(output => (string)output!["output_type"]! switch
    {
        "stream" => Output.Text((string)output["name"]! == "stdout" ? OutputKind.Stdout : OutputKind.Stderr, Text(output["text"]!)),
        "error" => Output.Text(OutputKind.Error, string.Join('\n', output["traceback"]!.AsArray().Select(line => (string?)line))),
        _ => new(OutputKind.Value, output["data"]!.AsObject().ToDictionary(form => form.Key, form => Text(form.Value!))),
    });

    private static string Mime(Output output) => output.Kind is OutputKind.Value or OutputKind.Update ? $" {Form(output).Key}" : "";

    /// <summary>The richest form.</summary>
    private static KeyValuePair<string, string> Form(Output output) => output.Forms.OrderBy(form => form.Key switch
    {
        "text/html" => 0,
        "text/plain" => 2,
        _ => 1,
    }).First();

    private static string Tidy(Output output)
    {
        var text = Form(output).Value.ReplaceLineEndings("\n");
        text = Style().Replace(text, "");
        text = CellClass().Replace(text, "");
        text = Identity().Replace(text, "(id)");
        text = Time().Replace(text, "(time)");
        return output.Kind == OutputKind.Error ? text.Trim().Split('\n')[0] : text;
    }

    private static string Text(JsonNode node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    /// <summary>The sheet that comes with most results; here it is shipped once.</summary>
    [GeneratedRegex(@"<style>\s*\.dni-code-hint.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    /// <summary>The class that the compiler makes of a cell, before the names of the cell's own types.</summary>
    [GeneratedRegex(@"Submission#\d+\+")]
    private static partial Regex CellClass();

    [GeneratedRegex(@"(?<=^Wall time: )[\d.]+(?=ms$)")]
    private static partial Regex Time();

    [GeneratedRegex(@"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|(?<=#)\d+(?=<|&lt;)")]
    private static partial Regex Identity();
}
