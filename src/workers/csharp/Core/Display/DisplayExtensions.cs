using AsyncWorkbook.Workers.CSharp.Core.Display;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

// In the namespace that every cell uses, as in .NET Interactive.
namespace System;

/// <summary>Shows values while a cell runs.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value at once.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">The forms to show it in; without any, the forms that its type prefers.</param>
    /// <returns>A handle that replaces what is shown.</returns>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) =>
        DisplaySink.Show(value, mimeTypes);

    /// <summary>Shows a text that is written in another form already, such as HTML or SVG.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">Its mime type.</param>
    /// <returns>A handle that replaces what is shown.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => DisplaySink.ShowAs(value, mimeType);

    /// <summary>Shows a sequence as a table, a row for each item and a column for each of its properties.</summary>
    /// <param name="value">The rows.</param>
    /// <param name="mimeTypes">The forms to show it in; without any, the forms that a table prefers.</param>
    /// <returns>A handle that replaces what is shown.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? value, params string[] mimeTypes) =>
        value is null ? DisplaySink.Show(value, mimeTypes) : DisplaySink.Show(value.ToTabularDataResource(), mimeTypes);
}
