using System.IO.Pipes;
using System.Text;

namespace AsyncWorkbook.Workers.CSharp.Shell.Transport;

/// <summary>Connects to the host: a Unix domain socket, or a named pipe on Windows.</summary>
internal static class HostConnection
{
    /// <summary>The environment variable in which the host names its endpoint.</summary>
    public const string Variable = "WORKBOOK_ENDPOINT";

    private const string pipePrefix = @"\\.\pipe\";
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>Opens one connection and says which channel it is.</summary>
    /// <param name="endpoint">The value of <see cref="Variable"/>.</param>
    /// <param name="channel"><c>events</c> or <c>commands</c>.</param>
    /// <exception cref="TimeoutException">The host does not answer.</exception>
    public static Stream Connect(string endpoint, string channel)
    {
        // A rooted pipe name is taken as the path of a socket on Unix, so one class serves both.
        var name = endpoint.StartsWith(pipePrefix, StringComparison.OrdinalIgnoreCase)
            ? endpoint[pipePrefix.Length..]
            : endpoint;
        var stream = new NamedPipeClientStream(".", name, PipeDirection.InOut);
        stream.Connect(patience);
        stream.Write(Encoding.UTF8.GetBytes($$"""{"type":"hello","channel":"{{channel}}"}""" + "\n"));
        return stream;
    }
}
