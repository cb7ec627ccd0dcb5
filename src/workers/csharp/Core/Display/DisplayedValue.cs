using AsyncWorkbook.Workers.CSharp.Core.Display;

namespace Microsoft.DotNet.Interactive;

/// <summary>A value that is shown, and can be replaced where it stands.</summary>
public sealed class DisplayedValue
{
    private readonly string displayId;

    internal DisplayedValue(string displayId, IReadOnlyCollection<string> mimeTypes)
    {
        this.displayId = displayId;
        MimeTypes = mimeTypes;
    }

    /// <summary>The forms in which the value was asked for; empty for the forms that its type prefers.</summary>
    public IReadOnlyCollection<string> MimeTypes { get; }

    /// <summary>Shows another value in its place, also from a later cell.</summary>
    /// <param name="updatedValue">Any value.</param>
    public void Update(object? updatedValue) => DisplaySink.Update(displayId, updatedValue, MimeTypes);
}
