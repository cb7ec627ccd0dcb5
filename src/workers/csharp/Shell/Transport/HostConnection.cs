using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;

namespace AsyncWorkbook.Workers.CSharp.Shell.Transport;

/// <summary>Connects to the host: a Unix domain socket, or a named pipe on Windows.</summary>
internal static class HostConnection
{
    /// <summary>The environment variable in which the host names its endpoint.</summary>
    public const string Variable = "WORKBOOK_ENDPOINT";

    private const string pipePrefix = @"\\.\pipe\";
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>Opens both connections; null if the host does not answer.</summary>
    /// <param name="endpoint">The value of <see cref="Variable"/>.</param>
    public static (Stream Events, Stream Commands)? Open(string endpoint)
    {
        try
        {
            return (Connect(endpoint, "events"), Connect(endpoint, "commands"));
        }
        catch (Exception e) when (e is TimeoutException or IOException or SocketException)
        {
            return null;
        }
    }

    private static NamedPipeClientStream Connect(string endpoint, string channel)
    {
        // A rooted pipe name is taken as the path of a socket on Unix, so one class serves both.
        var name = endpoint.StartsWith(pipePrefix, StringComparison.OrdinalIgnoreCase)
            ? endpoint[pipePrefix.Length..]
            : endpoint;
        var stream = new NamedPipeClientStream(".", name, PipeDirection.InOut);

        // The host listens before it starts a worker. A socket at which nobody listens is that of a host that is gone.
        stream.Connect(OperatingSystem.IsWindows() ? patience : TimeSpan.Zero);
        stream.Write(Encoding.UTF8.GetBytes($$"""{"type":"hello","channel":"{{channel}}"}""" + "\n"));
        return stream;
    }
}
