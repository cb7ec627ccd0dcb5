using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>A connection file cannot be used. The message is one line for whoever starts kernels.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class ConnectionFileException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Where a kernel listens and the key that its messages are signed with: what a front end writes for the kernel that it starts.</summary>
public sealed record ConnectionFile
{
    private const string signatureScheme = "hmac-sha256";

    /// <summary>The address to listen on; always a loopback address, so nothing but this machine can reach the kernel.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port of execution and completion requests.</summary>
    public required int ShellPort { get; init; }

    /// <summary>The port of interrupt and shutdown requests.</summary>
    public required int ControlPort { get; init; }

    /// <summary>The port on which outputs are published.</summary>
    public required int IopubPort { get; init; }

    /// <summary>The port on which running code asks its reader for input.</summary>
    public required int StdinPort { get; init; }

    /// <summary>The port that echoes what it receives.</summary>
    public required int HeartbeatPort { get; init; }

    /// <summary>The key of the signatures; empty for messages that are not signed.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="ConnectionFileException">It cannot be read, or asks for what this kernel does not do.</exception>
    public static ConnectionFile Load(string path)
    {
        JsonObject json;
        try
        {
            json = NotebookJson.Parse(File.ReadAllText(path)) as JsonObject
                ?? throw new ConnectionFileException($"{path}: not a connection file: its JSON is not an object.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new ConnectionFileException($"\"{path}\": there is no such file; the front end that starts the kernel writes it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFileException($"{path}: cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new ConnectionFileException($"{path}: not a connection file: {e.Message}", e);
        }

        Require(json, "transport", "tcp", path);
        Require(json, "signature_scheme", signatureScheme, path);
        return new ConnectionFile
        {
            Address = Loopback(json.Text("ip", "127.0.0.1"), path),
            ShellPort = Port(json, "shell_port", path),
            ControlPort = Port(json, "control_port", path),
            IopubPort = Port(json, "iopub_port", path),
            StdinPort = Port(json, "stdin_port", path),
            HeartbeatPort = Port(json, "hb_port", path),
            Key = KeyOf(json, path),
        };
    }

    /// <summary>The key; no other value may turn signatures off.</summary>
    private static byte[] KeyOf(JsonObject json, string path) => json["key"] switch
    {
        null => [],
        JsonValue value when value.TryGetValue<string>(out var text) => Encoding.UTF8.GetBytes(text),
        _ => throw new ConnectionFileException($"{path}: its key is not a string."),
    };

    private static void Require(JsonObject json, string name, string only, string path)
    {
        if (json.Text(name, only) is var value && value != only)
        {
            throw new ConnectionFileException($"{path}: {name} is \"{value}\"; this kernel knows \"{only}\".");
        }
    }

    private static IPAddress Loopback(string ip, string path)
    {
        if (ip == "localhost")
        {
            return IPAddress.Loopback;
        }

        return IPAddress.TryParse(ip, out var address) && IPAddress.IsLoopback(address)
            ? address
            : throw new ConnectionFileException(
                $"{path}: ip is \"{ip}\"; this kernel listens on this machine only, so it must be 127.0.0.1 or another loopback address.");
    }

    private static int Port(JsonObject json, string name, string path) =>
        json.Number(name) is > 0 and <= IPEndPoint.MaxPort and var port
            ? (int)port
            : throw new ConnectionFileException($"{path}: {name} is not a port from 1 to {IPEndPoint.MaxPort}.");
}
