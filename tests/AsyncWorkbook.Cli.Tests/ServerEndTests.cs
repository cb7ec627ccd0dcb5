using System.Globalization;
using System.Net.Sockets;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>No server that a cell has started outlives its notebook, however that ends.</summary>
[StartsProcesses]
public sealed class ServerEndTests : IDisposable
{
    // A cell that starts the practice server and tells where it listens.
    private static readonly string start =
        $$"""
        #r "{{Repository.PathOf("artifacts", "lib", "AsyncWorkbook.dll")}}"
        var server = await AsyncWorkbook.ServerProcess.StartAsync(
            "dotnet", new[] { @"{{Repository.PathOf("artifacts", "servers", "practice", "practice-server.dll")}}" });
        System.IO.File.WriteAllText("address", server.Address + "\n");
        """;

    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Theory]
    [InlineData("1 + 1", 0)]
    [InlineData("await server.DisposeAsync();", 0)]
    [InlineData("throw new Exception(\"it fails\");", 1)]
    [InlineData("Environment.Exit(3);", 1)]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill(); while (true) { }", 1)]
    public async Task It_is_gone_when_the_run_has_ended(string last, int exitCode)
    {
        var path = workbook.Notebook("serves.ipynb", start, last);
        var ended = await workbook.RunAsync("run", path);
        Assert.True(ended.ExitCode == exitCode, ended.Stdout + ended.Stderr);
        await GoneAsync();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task It_is_gone_when_the_run_is_stopped(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no signals");
        var path = workbook.Notebook("serves.ipynb", $"{start}\nawait System.Threading.Tasks.Task.Delay(-1);");
        using var host = workbook.StartProgram(Workbook.Program, "run", path);
        await workbook.WrittenAsync("address");
        Assert.Equal(0, (await workbook.RunProgramAsync("kill", $"-{signal}", $"{host.Id}")).ExitCode);
        await GoneAsync();
        await Workbook.EndAsync(host);
    }

    /// <summary>Waits until nobody listens where the server did.</summary>
    private async Task GoneAsync()
    {
        var port = int.Parse((await workbook.WrittenAsync("address")).Trim().Split(':')[^1], CultureInfo.InvariantCulture);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await ListensAsync(port))
        {
            await Task.Delay(20, giveUp.Token);
        }
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
