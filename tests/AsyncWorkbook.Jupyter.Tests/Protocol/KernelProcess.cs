using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>The built command line as a kernel: a real process with its connection file, in a folder of its own.</summary>
internal sealed class KernelProcess : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-kernel-");
    private readonly TaskCompletionSource<string> complained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts a kernel.</summary>
    /// <param name="key">The key of its signatures.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="program">An installed kernel to start instead of the built one.</param>
    public KernelProcess(
        string key = "a key of the tests", IReadOnlyDictionary<string, string>? environment = null, string? program = null)
    {
        Connection = new JsonObject
        {
            ["ip"] = "127.0.0.1",
            ["transport"] = "tcp",
            ["signature_scheme"] = "hmac-sha256",
            ["key"] = key,
        };
        string[] names = ["shell_port", "control_port", "iopub_port", "stdin_port", "hb_port"];
        foreach (var (name, port) in names.Zip(FreePorts(names.Length)))
        {
            Connection[name] = port;
        }

        File.WriteAllText(ConnectionFile, Connection.ToJsonString());
        var start = new ProcessStartInfo(program ?? Program, program is null ? ["kernel", "start", ConnectionFile] : [ConnectionFile])
        {
            WorkingDirectory = Folder,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process = Process.Start(start)!;
        Process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                complained.TrySetResult(text);
            }
        };
        Process.BeginErrorReadLine();
    }

    public static string Program => Path.Combine(
        Repository.Top, "artifacts", "workbook", OperatingSystem.IsWindows() ? "workbook.exe" : "workbook");

    public JsonObject Connection { get; }

    public Process Process { get; }

    public string Folder => folder.FullName;

    /// <summary>The first line that the kernel wrote to its log.</summary>
    public Task<string> ComplainedAsync() => complained.Task.WaitAsync(JupyterClient.Patience);

    /// <summary>Waits for the end of the process and gives its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        await Process.WaitForExitAsync().WaitAsync(JupyterClient.Patience);
        return Process.ExitCode;
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
            Process.WaitForExit();
        }

        Process.Dispose();
        folder.Delete(recursive: true);
    }

    private string ConnectionFile => Path.Combine(Folder, "connection.json");

    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
