using System.Text;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;

namespace AsyncWorkbook.Live.CSharp;

/// <summary>Sends events as messages of a Web Worker.</summary>
internal sealed class PageEvents : IEvents
{
    private const int longest = 32 << 10; // characters of one stream event

    /// <inheritdoc/>
    public void Send(ReadOnlyMemory<byte> line) => Page.Send(Encoding.UTF8.GetString(line.Span));

    /// <inheritdoc/>
    public void Print(string parent, string name, string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(text.Length, start + longest);
            end -= end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            var piece = text[start..end];
            Send(EventLine.Create("stream", parent, json =>
            {
                json.WriteString("name", name);
                json.WriteString("text", piece);
            }));
            start = end;
        }
    }
}
