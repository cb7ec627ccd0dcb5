using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AsyncWorkbook.Jupyter.Tests.Protocol;

namespace AsyncWorkbook.Jupyter.Tests.FrontEnds;

/// <summary>A server of the classic Notebook on this machine, for one folder, with a token, until it is disposed.</summary>
internal sealed partial class NotebookServer : IDisposable
{
    private readonly Process process;

    private NotebookServer(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it is, its token included.</summary>
    public Uri Address { get; }

    public static async Task<NotebookServer> StartAsync(JupyterFixture jupyter, string folder)
    {
        JupyterFixture.Require();
        var process = Process.Start(jupyter.Start(
            "jupyter", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={FreePort()}", "--port-retries=0",
            $"--NotebookApp.token={Guid.NewGuid():N}", $"--notebook-dir={folder}"))!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new List<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            log.Add(line.Data ?? "");
            if (Started().Match(line.Data ?? "") is { Success: true } match)
            {
                address.TrySetResult(new Uri(match.Value));
            }
            else if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException($"the server has ended: {string.Join('\n', log)}"));
            }
        };
        process.OutputDataReceived += (_, _) => { }; // nobody reads it, so that it never fills
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new NotebookServer(process, await address.Task.WaitAsync(JupyterClient.Patience));
    }

    /// <summary>The page of a file.</summary>
    public string Page(string path) => new Uri(Address, $"/notebooks/{path}{Address.Query}").AbsoluteUri;

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

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/\?token=\w+")]
    private static partial Regex Started();
}
