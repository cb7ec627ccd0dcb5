using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using Microsoft.DotNet.Interactive;

namespace AsyncWorkbook.Workers.CSharp.Core.Display;

/// <summary>Sends what cells show to the host.</summary>
internal static class DisplaySink
{
    private static IEvents? events;
    private static int shown;

    public static void Install(IEvents channel) => events = channel;

    public static DisplayedValue Show(object? value, IReadOnlyCollection<string> mimeTypes) =>
        Send(MimeBundle.Of(value, mimeTypes), mimeTypes);

    /// <summary>Shows a text in a form that it has already.</summary>
    public static DisplayedValue ShowAs(string text, string mimeType) => Send(MimeBundle.As(text, mimeType), [mimeType]);

    /// <summary>Shows HTML whose plain text differs from it.</summary>
    public static void Show(string html, string plain) =>
        Send(new MimeBundle { [MimeBundle.Html] = html, [MimeBundle.PlainText] = plain }, []);

    public static void Update(string displayId, object? value, IReadOnlyCollection<string> mimeTypes) =>
        Send("update", displayId, MimeBundle.Of(value, mimeTypes));

    private static DisplayedValue Send(MimeBundle bundle, IReadOnlyCollection<string> mimeTypes)
    {
        // A cell's id is unique in the host's session, which may outlive this process.
        var displayId = $"{Execution.Current?.Id}-{Interlocked.Increment(ref shown)}";
        Send("display", displayId, bundle);
        return new DisplayedValue(displayId, mimeTypes);
    }

    private static void Send(string type, string displayId, MimeBundle bundle)
    {
        if (Execution.Current is { } execution)
        {
            events?.Send(EventLine.Create(type, execution.Id, json =>
            {
                bundle.WriteTo(json);
                json.WriteString("displayId", displayId);
            }));
        }
    }
}
