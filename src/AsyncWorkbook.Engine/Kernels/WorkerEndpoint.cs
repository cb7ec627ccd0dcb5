using System.IO.Pipes;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// Where a worker connects: a Unix domain socket in a folder that only the user can open, or a named pipe on Windows.
/// Two connections, one for each direction, so that a worker can read with a blocking thread.
/// </summary>
internal sealed class WorkerEndpoint : IDisposable
{
    private const PipeOptions options = PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly;

    private readonly EndpointFolder? folder;
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
            folder = EndpointFolder.Create();
            name = Address = folder.Socket;
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
        if (!OperatingSystem.IsWindows())
        {
            folder?.Dispose();
        }
    }
}
