using AsyncWorkbook.Workers.CSharp.Core.Display;
using AsyncWorkbook.Workers.CSharp.Core.Questions;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

// Cells are written for .NET Interactive, too: the names of its public types are the contract here.
namespace Microsoft.DotNet.Interactive;

/// <summary>What every C# cell can call without a <c>using</c>.</summary>
public static class Kernel
{
#pragma warning disable IDE1006 // the name under which notebooks know it
    /// <summary>Shows a value at once, while the cell goes on.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">The forms to show it in; without any, the forms that its type prefers.</param>
    /// <returns>A handle that replaces what is shown.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
#pragma warning restore IDE1006

    /// <summary>Asks the reader for a line of text.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="inputName">A name for the answer; here it has no use.</param>
    /// <exception cref="InvalidOperationException">Nobody can answer.</exception>
    public static Task<string> GetInputAsync(string prompt = "", string inputName = "") =>
        InputRequests.AskAsync(prompt, secret: false);

    /// <summary>Asks the reader for a text that is not shown while it is typed.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="inputName">A name for the answer; here it has no use.</param>
    /// <exception cref="InvalidOperationException">Nobody can answer.</exception>
    public static Task<string> GetPasswordAsync(string prompt = "", string inputName = "") =>
        InputRequests.AskAsync(prompt, secret: true);

    /// <summary>Marks a text as HTML that is shown as it is.</summary>
    public static IHtmlContent HTML(string content) => content.ToHtmlContent();

    /// <summary>Adds a style sheet to the page.</summary>
    /// <param name="content">CSS rules.</param>
    public static void CSS(string content) => DisplaySink.Show($"<style>{content}</style>", content);

    /// <summary>Runs a script in the page.</summary>
    /// <param name="scriptContent">JavaScript for a browser.</param>
    public static void Javascript(string scriptContent) =>
        DisplaySink.Show($"<script type=\"text/javascript\">{scriptContent}</script>", scriptContent);
}
