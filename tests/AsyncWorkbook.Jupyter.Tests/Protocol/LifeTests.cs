using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>How a kernel starts and ends. Every test has a kernel of its own.</summary>
public sealed class LifeTests
{
    private const string pids =
        "Console.WriteLine(Environment.ProcessId);\n#!javascript\nconsole.log(process.pid);\n#!python\nimport os\nprint(os.getpid())";

    [Theory]
    [InlineData("control", false)]
    [InlineData("control", true)]
    [InlineData("shell", false)]
    public async Task Shutdown_is_replied_to_and_leaves_no_process(string channel, bool restart)
    {
        using var kernel = new KernelProcess();
        using var client = await JupyterClient.ConnectAsync(kernel);
        var workers = await WorkersAsync(client);
        var reply = await client.RequestAsync("shutdown_request", new JsonObject { ["restart"] = restart }, channel);
        Assert.Equal("shutdown_reply", reply.Type);
        Assert.Equal(restart, (bool)reply.Content["restart"]!);
        Assert.Equal(0, await kernel.EndedAsync());
        Assert.All(workers, AssertGone);
    }

    [Fact]
    public async Task Shutdown_does_not_wait_for_a_busy_cell()
    {
        using var kernel = new KernelProcess();
        using var client = await JupyterClient.ConnectAsync(kernel);
        var workers = await WorkersAsync(client);
        var (id, _) = client.BeginCell("Console.WriteLine(\"on\"); while (true) { }");
        await client.PrintedAsync(id, "on");
        await client.RequestAsync("shutdown_request", new JsonObject { ["restart"] = false }, "control");
        Assert.Equal(0, await kernel.EndedAsync());
        Assert.All(workers, AssertGone);
    }

    [Fact]
    public async Task What_waits_behind_a_busy_cell_does_not_run_any_more()
    {
        using var kernel = new KernelProcess();
        using var client = await JupyterClient.ConnectAsync(kernel);
        await client.ExecuteAsync("#!javascript\nreturn 1;");
        var goOn = new JsonObject { ["stop_on_error"] = false };
        var (id, _) = client.BeginCell("Console.WriteLine(\"on\"); while (true) { }", goOn.DeepClone().AsObject());
        await client.PrintedAsync(id, "on");
        client.BeginCell("#!javascript\n(await import('fs')).writeFileSync('ran', '');", goOn.DeepClone().AsObject());
        var last = client.BeginCell("1", goOn.DeepClone().AsObject()).Answer;
        await client.RequestAsync("shutdown_request", new JsonObject { ["restart"] = false }, "control");
        Assert.Equal(0, await kernel.EndedAsync());
        Assert.Equal("aborted", (await last).Reply.Status);
        Assert.False(File.Exists(Path.Combine(kernel.Folder, "ran")));
    }

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-KILL")]
    public async Task No_worker_outlives_its_kernel(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that another process could send");
        using var kernel = new KernelProcess();
        using var client = await JupyterClient.ConnectAsync(kernel);
        var workers = (await WorkersAsync(client)).Select(Process.GetProcessById).ToList();
        using var kill = Process.Start("kill", [signal, kernel.Process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kernel.EndedAsync();
        foreach (var worker in workers)
        {
            await worker.WaitForExitAsync().WaitAsync(JupyterClient.Patience);
            worker.Dispose();
        }
    }

    [Fact]
    public async Task A_kernel_whose_server_was_killed_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell that plays the server is a Unix one");
        using var folder = new KernelProcess(); // for its connection file; it goes before the other comes
        var file = Path.Combine(folder.Folder, "connection.json");
        folder.Process.Kill(entireProcessTree: true);
        await folder.EndedAsync();

        // The server starts the kernel, says who it is, and waits to be killed.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "JPY_PARENT_PID=$$ \"$0\" kernel start \"$1\" & echo $!; wait", KernelProcess.Program, file])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder.Folder,
            UseShellExecute = false,
        };
        using var server = Process.Start(start)!;
        using var kernel = Process.GetProcessById(
            int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
        using var client = await JupyterClient.ConnectAsync(folder);
        Assert.Equal("2", (await client.ExecuteAsync("1 + 1")).Plain);
        server.Kill();
        await server.WaitForExitAsync();
        await kernel.WaitForExitAsync().WaitAsync(JupyterClient.Patience);
    }

    [Fact]
    public async Task A_kernel_without_a_key_takes_unsigned_messages()
    {
        using var kernel = new KernelProcess(key: "");
        using var client = await JupyterClient.ConnectAsync(kernel);
        Assert.Equal("2", (await client.ExecuteAsync("1 + 1")).Plain);
        Assert.Empty(client.Problems);
    }

    [Theory]
    [InlineData("ip", "0.0.0.0", "loopback")]
    [InlineData("ip", "192.0.2.1", "loopback")]
    [InlineData("transport", "ipc", "transport")]
    [InlineData("signature_scheme", "hmac-md5", "signature_scheme")]
    [InlineData("shell_port", 0, "shell_port")]
    [InlineData("iopub_port", "x", "iopub_port")]
    [InlineData("key", 5, "key")]
    public async Task A_connection_file_that_cannot_be_served_is_refused_in_one_line(string field, object value, string named)
    {
        using var kernel = new KernelProcess();
        kernel.Process.Kill(entireProcessTree: true);
        await kernel.EndedAsync();
        kernel.Connection[field] = JsonValue.Create(value);
        var (exitCode, line) = await StartAsync(kernel.Folder, kernel.Connection.ToJsonString());
        Assert.Equal(2, exitCode);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public async Task What_is_no_connection_file_is_refused_in_one_line(string text)
    {
        using var kernel = new KernelProcess();
        var (exitCode, line) = await StartAsync(kernel.Folder, text);
        Assert.Equal(2, exitCode);
        Assert.Contains("not a connection file", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var kernel = new KernelProcess();
        using var client = await JupyterClient.ConnectAsync(kernel);
        var (exitCode, line) = await StartAsync(kernel.Folder, kernel.Connection.ToJsonString());
        Assert.Equal(2, exitCode);
        Assert.Contains($"{kernel.Connection["shell_port"]}", line, StringComparison.Ordinal);
    }

    /// <summary>Starts a kernel that refuses to serve, and sees to it that it leaves no worker behind.</summary>
    private static async Task<(int ExitCode, string Line)> StartAsync(string folder, string connection)
    {
        var mark = $"refused={Guid.NewGuid():N}"; // whatever it starts inherits it
        var file = Path.Combine(folder, "refused.json");
        await File.WriteAllTextAsync(file, connection);
        var start = new ProcessStartInfo(KernelProcess.Program, ["kernel", "start", file])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["refused"] = mark.Split('=')[1];
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(Directory.EnumerateDirectories("/proc"), each => Environment(each).Contains(mark, StringComparison.Ordinal));
        }

        return (process.ExitCode, Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static string Environment(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has just ended, or is somebody else's
        }
    }

    private static async Task<List<int>> WorkersAsync(JupyterClient client)
    {
        var shown = (await client.ExecuteAsync(pids)).Plain;
        var workers = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, workers.Count);
        return workers;
    }

    private static void AssertGone(int pid) => Assert.Throws<ArgumentException>(() => Process.GetProcessById(pid).Dispose());
}
