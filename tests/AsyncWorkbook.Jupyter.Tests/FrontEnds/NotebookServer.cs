using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AsyncWorkbook.Jupyter.Tests.Protocol;

namespace AsyncWorkbook.Jupyter.Tests.FrontEnds;

/// <summary>A server of the classic Notebook on this machine, for one folder, with a token, until it is disposed.</summary>
internal sealed class NotebookServer : IDisposable
{
    private readonly Process process;

    private NotebookServer(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it is, its token included.</summary>
    public Uri Address { get; }

    /// <param name="jupyter">Where Jupyter keeps its own files.</param>
    /// <param name="folder">Where the notebooks are.</param>
    /// <param name="pages">A folder of pages that it serves, too, under <c>/static/</c>.</param>
    public static async Task<NotebookServer> StartAsync(JupyterFixture jupyter, string folder, string? pages = null)
    {
        JupyterFixture.Require();
        var port = FreePort();
        var token = Guid.NewGuid().ToString("N");
        var process = Process.Start(jupyter.Start(
            "jupyter", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0",
            $"--NotebookApp.token={token}", $"--notebook-dir={folder}", $"--NotebookApp.extra_static_paths={pages}"))!;
        var server = new NotebookServer(process, new Uri($"http://127.0.0.1:{port}/?token={token}"));
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            log.Enqueue(line.Data ?? "");
            if (line.Data is null || line.Data.Contains($"http://127.0.0.1:{port}/", StringComparison.Ordinal))
            {
                listening.TrySetResult();
            }
        };
        process.OutputDataReceived += (_, _) => { }; // nobody reads it, so that it never fills
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            await listening.Task.WaitAsync(JupyterClient.Patience);
            Assert.False(process.HasExited, string.Join('\n', log));
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>The page of a notebook.</summary>
    public string Page(string path) => At($"notebooks/{path}");

    /// <summary>A page below the server's own address.</summary>
    public string At(string path) => new Uri(Address, $"/{path}{Address.Query}").AbsoluteUri;

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
