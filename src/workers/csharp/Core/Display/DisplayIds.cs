using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Workers.CSharp.Core.Display;

/// <summary>What displayed values are called, so that an update replaces what is shown.</summary>
/// <remarks>
/// <c>Display</c> shows one handle and gives the cell another, with another id, so that updates would add a second output.
/// The two have in common the list of forms; and the mime types in it, the very strings, are those in which an updated
/// value is formatted again. So the id is kept with the string that says the first mime type, which is made for it alone.
/// </remarks>
internal static class DisplayIds
{
    private static readonly ConditionalWeakTable<string, string> ids = [];

    /// <summary>The id of what a handle shows.</summary>
    public static string Of(DisplayedValue handle)
    {
        if (handle.FormattedValues is not [{ } first, ..])
        {
            return handle.DisplayId;
        }

        if (ids.TryGetValue(first.MimeType, out var known))
        {
            return known;
        }

        if (handle is { IsUpdated: false, FormattedValues: FormattedValue[] forms })
        {
            var mimeType = new string(first.MimeType.AsSpan());
            ids.Add(mimeType, handle.DisplayId);
            forms[0] = new FormattedValue(mimeType, first.Value);
        }

        return handle.DisplayId;
    }
}
