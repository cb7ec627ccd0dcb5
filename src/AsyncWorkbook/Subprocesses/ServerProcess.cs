using System.Diagnostics;

namespace AsyncWorkbook;

/// <summary>
/// A server in a process of its own, for cells to talk to. The program prints its address as its first line, and ends when its
/// input does; so it is gone when it is stopped, and also when the notebook is interrupted or its process is killed: nobody holds
/// the other end of its input then.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>How long a server may take to start, unless a cell says otherwise: a hundred times what it needs.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan grace = TimeSpan.FromSeconds(10); // to end by itself

    private const int mostLines = 50;

    private readonly Process process;
    private readonly TaskCompletionSource<string?> firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> said = new();

    private ServerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (!firstLine.TrySetResult(line.Data))
            {
                Keep(line.Data);
            }
        };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The address that it listens on, such as <c>http://127.0.0.1:40123</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !process.HasExited;

    /// <summary>The last that it has printed, apart from its address.</summary>
    public string Output
    {
        get
        {
            lock (said)
            {
                return string.Join('\n', said);
            }
        }
    }

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="program">The program's name, looked for on the PATH, or its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="deadline">How long to wait until it listens; <see cref="DefaultDeadline"/> by default.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or has ended, or does not listen in time; its last words are told.</exception>
    public static async Task<ServerProcess> StartAsync(string program, IReadOnlyList<string> arguments, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(arguments);
        var server = new ServerProcess(RedirectedProcess.Start(program, arguments));
        var listens = server.firstLine.Task;
        var limit = deadline ?? DefaultDeadline;
        using (var over = new CancellationTokenSource(limit))
        {
            await Task.WhenAny(listens, Task.Delay(Timeout.InfiniteTimeSpan, over.Token));
        }

        if (listens.IsCompletedSuccessfully && await listens is { Length: > 0 } address)
        {
            server.Address = address;
            return server;
        }

        var ended = listens.IsCompleted;
        await server.DisposeAsync();
        throw new InvalidOperationException(
            $"{program} {string.Join(' ', arguments)} {(ended ? "has ended instead of listening" : $"did not listen within {limit.TotalSeconds:0} s")}. {server.Output}".TrimEnd());
    }

    /// <summary>Ends it, and waits for its end; one that does not end by itself is killed. It may be stopped more than once.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(grace);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Its address, or that it has ended.</summary>
    public override string ToString() => IsRunning ? Address : $"{Address} (has ended)";

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (said)
        {
            said.Enqueue(line);
            if (said.Count > mostLines)
            {
                said.Dequeue();
            }
        }
    }
}
