using System.IO.Pipes;
using System.Runtime.Versioning;
using System.Text;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// Where a worker connects: a Unix domain socket in a folder that only the user can open, or a named pipe on Windows.
/// Two connections, one for each direction, so that a worker can read with a blocking thread.
/// </summary>
internal sealed class WorkerEndpoint : IDisposable
{
    private const PipeOptions options = PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly;

    /// <summary>Bytes: a socket's path may have 103 on macOS, 107 on Linux, and ends in <c>workbook-xxxxxxxxxxxx/s</c>.</summary>
    private const int longestFolder = 80;

    private readonly string? folder;
    private readonly NamedPipeServerStream[] servers;

    public WorkerEndpoint()
    {
        string name;
        if (OperatingSystem.IsWindows())
        {
            name = $"workbook-{Guid.NewGuid():N}";
            Address = $@"\\.\pipe\{name}";
        }
        else
        {
            folder = CreateFolder();
            name = Address = Path.Combine(folder, "s");
        }

        try
        {
            servers = [Listen(name), Listen(name)];
        }
        catch
        {
            DeleteFolder();
            throw;
        }
    }

    public string Address { get; }

    /// <summary>Waits until both connections stand and have said which they are.</summary>
    /// <exception cref="InvalidDataException">A worker said hello in another way.</exception>
    public async Task<(EventReader Events, Stream Commands)> AcceptAsync(CancellationToken cancel)
    {
        var first = AcceptAsync(servers[0], cancel);
        var second = AcceptAsync(servers[1], cancel);
        await Task.WhenAll(first, second).ConfigureAwait(false);
        DeleteFolder();
        var connections = new[] { await first, await second };
        var events = connections.SingleOrDefault(connection => connection.Channel == "events");
        var commands = connections.SingleOrDefault(connection => connection.Channel == "commands");
        return events.Reader is not null && commands.Reader is not null
            ? (events.Reader, commands.Stream)
            : throw new InvalidDataException("the worker did not open one connection for events and one for commands.");
    }

    public void Dispose()
    {
        foreach (var server in servers)
        {
            server.Dispose();
        }

        DeleteFolder();
    }

    /// <summary>In the temporary folder, unless the socket's path would be longer than systems allow: then in <c>/tmp</c>.</summary>
    [UnsupportedOSPlatform("windows")]
    private static string CreateFolder()
    {
        // TMPDIR may be relative, and the worker runs in another folder.
        var temporary = Path.GetFullPath(Path.GetTempPath());
        if (Encoding.UTF8.GetByteCount(temporary) > longestFolder || !Directory.Exists(temporary))
        {
            temporary = "/tmp";
        }

        var made = Path.Combine(temporary, $"workbook-{Guid.NewGuid().ToString("N")[..12]}");
        try
        {
            return Directory.CreateDirectory(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RuntimeMissingException($"cannot make a folder in {temporary} for the connection to the worker: {e.Message}; set TMPDIR to a folder that can be written.", e);
        }
    }

    private static NamedPipeServerStream Listen(string name) =>
        new(name, PipeDirection.InOut, 2, PipeTransmissionMode.Byte, options);

    private static async Task<(string? Channel, EventReader Reader, Stream Stream)> AcceptAsync(
        NamedPipeServerStream server, CancellationToken cancel)
    {
        await server.WaitForConnectionAsync(cancel);
        var reader = new EventReader(server);
        var hello = await reader.ReadAsync(cancel);
        return ((string?)hello?["channel"], reader, server);
    }

    private void DeleteFolder()
    {
        if (folder is not null && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
