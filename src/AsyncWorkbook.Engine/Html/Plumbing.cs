using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Html;

/// <summary>The lines with which a section begins before its own code: folded, and there for whoever wants to run the cell.</summary>
internal static partial class Plumbing
{
    /// <summary>
    /// Renders a section of a cell. A <c>#!kernel</c> line alone is not shown, because the cell's label says it; directives are behind
    /// a line that says what they bring. Copied, the code is what the notebook has.
    /// </summary>
    public static HtmlMarkup Render(SourceSection section, CodeHighlighter highlighter, KernelCatalog kernels)
    {
        var plumbing = section.Code[..section.Plumbing];
        var code = section.Code[section.Plumbing..];
        var brings = Directives(plumbing).Select(line => Brings(line, kernels)).ToList();
        if (brings.Count == 0 || code.Length == 0)
        {
            HtmlMarkup hidden = code.Length > 0 && plumbing.Length > 0 ? $"<span hidden>{highlighter.Render(plumbing, section.Kernel)}</span>" : highlighter.Render(plumbing, section.Kernel);
            return Source($"{hidden}{highlighter.Render(code, section.Kernel)}", section.Kernel);
        }

        return $"""
            <details class="plumbing"><summary>With {string.Join(", ", brings)}</summary>
            {Source(highlighter.Render(plumbing, section.Kernel), section.Kernel)}</details>
            {Source(highlighter.Render(code, section.Kernel), section.Kernel)}
            """;
    }

    /// <summary>Whether a section begins by taking values from another language.</summary>
    public static bool Shares(SourceSection section) => Directives(section.Code[..section.Plumbing]).Any(Shared().IsMatch);

    private static HtmlMarkup Source(HtmlMarkup code, string kernel) => $"<pre class=\"source scroll\" data-language=\"{kernel}\"><code>{code}</code></pre>\n";

    private static IEnumerable<string> Directives(string plumbing) => plumbing.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0)
        .Skip(Selector().IsMatch(plumbing.TrimStart()) ? 1 : 0);

    private static string Brings(string directive, KernelCatalog kernels) =>
        Shared().Match(directive) is { Success: true } shared
            ? $"{shared.Groups["name"].Value} from {kernels.Find(shared.Groups["kernel"].Value)?.DisplayName ?? shared.Groups["kernel"].Value}"
        : Package().Match(directive) is { Success: true } package ? $"the package {package.Groups["name"].Value}"
        : directive;

    [GeneratedRegex(@"^#![A-Za-z#]\w*[ \t]*(\r?\n|$)")]
    private static partial Regex Selector();

    [GeneratedRegex(@"^#!set\s.*?--name\s+""?(?<name>[^\s""]+).*?--value\s+""?@(?<kernel>[^:\s]+):")]
    private static partial Regex Shared();

    [GeneratedRegex(@"^#r\s+""nuget:\s*(?<name>[^,""\s]+)")]
    private static partial Regex Package();
}
