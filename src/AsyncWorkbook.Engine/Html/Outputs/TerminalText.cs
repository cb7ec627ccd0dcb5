using System.Globalization;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>A line as a terminal would show it.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Html">The text with its colours.</param>
internal sealed record TerminalLine(string Text, HtmlMarkup Html);

/// <summary>Text that was printed for a terminal, as it would read on one.</summary>
internal static partial class TerminalText
{
    private static readonly string[] colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    /// <summary>
    /// The text without escape sequences and control characters. A carriage return starts its line again, as progress bars
    /// want it, and a backspace goes back by one character.
    /// </summary>
    public static string Plain(string text) => HasControls(text) ? string.Join('\n', Lines(text).Select(line => line.Text)) : text;

    /// <summary>The same with its colours, without empty lines at its end.</summary>
    public static HtmlMarkup Render(string text) => HasControls(text) ? Join(Lines(text.TrimEnd('\n'))) : HtmlMarkup.Text(text.TrimEnd('\n'));

    /// <summary>Lines as one text.</summary>
    public static HtmlMarkup Join(IReadOnlyList<TerminalLine> lines) =>
        $"{lines.Select((line, index) => index == 0 ? line.Html : (HtmlMarkup)$"\n{line.Html}")}";

    /// <summary>The lines of a text.</summary>
    public static List<TerminalLine> Lines(string text)
    {
        var lines = new List<TerminalLine>();
        var line = new List<(char Character, string Style)>();
        var (cursor, colour, bold) = (0, "", "");
        for (var at = 0; at < text.Length;)
        {
            if (Escapes().Match(text, at) is { Success: true } escape && escape.Index == at)
            {
                at += Math.Max(escape.Length, 1);
                switch (escape.Groups["end"].Value)
                {
                    case "m":
                        (colour, bold) = Styled(escape.Groups["numbers"].Value, colour, bold);
                        break;
                    case "K" when escape.Groups["numbers"].Value is "" or "0":
                        line.RemoveRange(Math.Min(cursor, line.Count), line.Count - Math.Min(cursor, line.Count));
                        break;
                }

                continue;
            }

            var character = text[at++];
            switch (character)
            {
                case '\n':
                    lines.Add(Line(line));
                    line = [];
                    cursor = 0;
                    break;
                case '\r':
                    cursor = 0;
                    break;
                case '\b':
                    cursor = Math.Max(0, cursor - 1);
                    break;
                case '\t' or not (< ' ' or (>= '\x7f' and <= '\x9f')):
                    if (cursor == line.Count)
                    {
                        line.Add(default);
                    }

                    line[cursor++] = (character, $"{colour} {bold}".Trim());
                    break;
            }
        }

        lines.Add(Line(line));
        return lines;
    }

    private static bool HasControls(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x09') || text.AsSpan().ContainsAnyInRange('\x0b', '\x1f') || text.AsSpan().ContainsAnyInRange('\x7f', '\x9f');

    private static TerminalLine Line(List<(char Character, string Style)> line)
    {
        var text = string.Concat(line.Select(cell => cell.Character));
        var runs = new List<HtmlMarkup>();
        for (var start = 0; start < line.Count;)
        {
            var style = line[start].Style;
            var end = start;
            while (end < line.Count && line[end].Style == style)
            {
                end++;
            }

            var run = text[start..end];
            runs.Add(style.Length == 0 ? HtmlMarkup.Text(run) : $"<span class=\"{style}\">{run}</span>");
            start = end;
        }

        return new(text, $"{runs}");
    }

    /// <summary>What a sequence of numbers makes of a style. Backgrounds, and colours that the page has no name for, change nothing.</summary>
    private static (string Colour, string Bold) Styled(string numbers, string colour, string bold)
    {
        var codes = numbers.Split(';', ':').Select(Code).ToList();
        for (var i = 0; i < codes.Count; i++)
        {
            switch (codes[i])
            {
                case 0:
                    (colour, bold) = ("", "");
                    break;
                case 1:
                    bold = "ansi-bold";
                    break;
                case 22:
                    bold = "";
                    break;
                case >= 30 and <= 37:
                    colour = $"ansi-{colours[codes[i] - 30]}";
                    break;
                case >= 90 and <= 97:
                    colour = $"ansi-{colours[codes[i] - 90]}";
                    break;
                case 39:
                    colour = "";
                    break;
                case 38 or 48 when i + 1 < codes.Count:
                    if (codes[i] == 38 && codes[i + 1] == 5 && i + 2 < codes.Count && codes[i + 2] is >= 0 and < 16)
                    {
                        colour = $"ansi-{colours[codes[i + 2] % 8]}";
                    }

                    i += codes[i + 1] == 5 ? 2 : 4;
                    break;
            }
        }

        return (colour, bold);
    }

    /// <summary>A code of a style; 0 for what is no number. Those above all numbers mean nothing, however they are written.</summary>
    private static int Code(string code) => !code.All(char.IsAsciiDigit) || code.Length == 0 ? 0 : int.TryParse(code, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    [GeneratedRegex(
        @"\G(?:(?:\x1b\[|\x9b)(?<numbers>[0-?]*)[ -/]*(?:(?<end>[@-~])|\z)|\x1b\][^\a\x1b]*(?:\a|\x1b\\)?|\x1b[ -/]*[0-~]?)")]
    private static partial Regex Escapes();
}
