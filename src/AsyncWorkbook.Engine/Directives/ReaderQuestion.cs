using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>
/// A question to the reader in place of a value: <c>@input:"prompt"</c>, <c>@password:"prompt"</c>, and the form with
/// JSON, <c>@input:{"prompt": "...", "type": "password"}</c>.
/// </summary>
/// <param name="Prompt">What to ask.</param>
/// <param name="Secret">Whether the answer must not be seen.</param>
internal sealed record ReaderQuestion(string Prompt, bool Secret)
{
    private const string open = "@input";
    private const string password = "@password";

    /// <summary>Reads a value; null if it is no question.</summary>
    /// <param name="text">The value as it stands in the directive.</param>
    /// <param name="subject">What the answer is for, where the question does not say it.</param>
    public static ReaderQuestion? Of(string text, string subject)
    {
        var start = new[] { open, password }.FirstOrDefault(each =>
            text == each || text.StartsWith(each + ":", StringComparison.Ordinal));
        if (start is null)
        {
            return null;
        }

        var said = text == start ? "" : text[(start.Length + 1)..].Trim();
        var options = said is ['{', ..] ? Options(said) : null;
        var prompt = options is null ? Unquoted(said) : (string?)options["prompt"];
        return new ReaderQuestion(
            string.IsNullOrEmpty(prompt) ? $"Value for {subject}" : prompt,
            start == password || (string?)options?["type"] == "password");
    }

    /// <summary>Asks.</summary>
    /// <exception cref="DirectiveException">Nobody can answer.</exception>
    public async Task<string> AskAsync(IInput input, DirectiveStep step, CancellationToken cancel)
    {
        try
        {
            return await input.AskAsync(Prompt, Secret, cancel);
        }
        catch (InputMissingException e)
        {
            throw new DirectiveException($"line {step.Line}: {step.Directive.FullName} asks \"{Prompt}\": {e.Message}", e);
        }
    }

    private static string Unquoted(string text) => text is ['"', .., '"'] ? text[1..^1] : text;

    private static JsonObject? Options(string text)
    {
        try
        {
            return NotebookJson.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
