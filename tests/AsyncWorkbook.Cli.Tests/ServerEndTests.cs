using System.Net.Sockets;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>No server that a cell has started outlives its notebook, however that ends.</summary>
[StartsProcesses]
public sealed class ServerEndTests : IDisposable
{
    private static readonly string frameworks = Repository.PathOf("src", "servers", "frameworks");

    private static readonly Dictionary<string, (string Program, string File)> servers = new()
    {
        ["practice"] = ("dotnet", Repository.PathOf("artifacts", "servers", "practice", "practice-server.dll")),
        ["Kestrel"] = ("dotnet", Repository.PathOf("artifacts", "servers", "kestrel", "kestrel-server.dll")),
        ["Node http"] = ("node", Path.Combine(frameworks, "node", "http-server.mjs")),
        ["aiohttp"] = ("/usr/bin/python3", Path.Combine(frameworks, "python", "aiohttp_server.py")),
        ["PostgreSQL"] = ("python3", Repository.PathOf("src", "servers", "database", "postgres.py")),
    };

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
        var path = workbook.Notebook("serves.ipynb", Start("practice"), last);
        var ended = await workbook.RunAsync("run", path);
        Assert.True(ended.ExitCode == exitCode, ended.Stdout + ended.Stderr);
        await GoneAsync();
    }

    [Theory]
    [InlineData("practice", "INT")]
    [InlineData("practice", "TERM")]
    [InlineData("practice", "KILL")]
    [InlineData("Kestrel", "KILL")]
    [InlineData("Node http", "KILL")]
    [InlineData("aiohttp", "KILL")]
    [InlineData("PostgreSQL", "INT")]
    [InlineData("PostgreSQL", "TERM")]
    [InlineData("PostgreSQL", "KILL")]
    public async Task It_is_gone_when_the_run_is_stopped(string server, string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no signals");
        await RequireAsync(server);
        var path = workbook.Notebook("serves.ipynb", $"{Start(server)}\nawait System.Threading.Tasks.Task.Delay(-1);");
        using var host = workbook.StartProgram(Workbook.Program, "run", path);
        await workbook.WrittenAsync("address");
        Assert.Equal(0, (await workbook.RunProgramAsync("kill", $"-{signal}", $"{host.Id}")).ExitCode);
        await GoneAsync();
        await Workbook.EndAsync(host);
    }

    [Fact]
    public async Task It_stays_when_another_cell_is_interrupted_and_is_gone_with_the_session()
    {
        using var client = new EditorClient(workbook.Folder);
        await client.RunAsync(Start("practice"));
        var cell = client.Execute("Console.WriteLine(1); await System.Threading.Tasks.Task.Delay(-1);");
        await client.PrintedAsync(cell);
        client.Send("interrupt");
        await client.UntilAsync("done", cell);
        Assert.Equal("true", (string)(await client.RunAsync("(await new System.Net.Http.HttpClient().GetAsync(server.Address + \"/delay/0\")).IsSuccessStatusCode"))[^2]["data"]!["text/plain"]!, ignoreCase: true);

        client.Process.StandardInput.Close();

        await client.EndAsync();
        await GoneAsync();
    }

    /// <summary>It starts others, and those are gone with it however it ends; what it has written is so where it can still clean up.</summary>
    [Theory]
    [InlineData("the end of its input", true)]
    [InlineData("TERM", true)]
    [InlineData("KILL", false)]
    public async Task PostgreSQL_is_gone_with_the_program_that_has_made_it(string end, bool cleansUp)
    {
        await RequireAsync("PostgreSQL");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no signals");
        await workbook.RunProgramAsync("chmod", "755", workbook.Folder); // PostgreSQL runs as somebody else where we are root
        var (program, file) = servers["PostgreSQL"];
        using var made = Workbook.Start(program, workbook.Folder, new Dictionary<string, string> { ["TMPDIR"] = workbook.Folder }, [file]);
        workbook.Write("address", $"{await made.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)}\n");

        if (end is "TERM" or "KILL")
        {
            await workbook.RunProgramAsync("kill", $"-{end}", $"{made.Id}");
        }
        else
        {
            made.StandardInput.Close();
        }

        await Workbook.EndAsync(made);
        await GoneAsync();
        Assert.Equal(cleansUp, Directory.GetDirectories(workbook.Folder, "async-workbook-postgres-*").Length == 0);
    }

    /// <summary>A cell that starts a server and tells where it listens.</summary>
    private static string Start(string server) =>
        $$"""
        #r "{{Repository.PathOf("artifacts", "lib", "AsyncWorkbook.dll")}}"
        var server = await AsyncWorkbook.ServerProcess.StartAsync("{{servers[server].Program}}", new[] { @"{{servers[server].File}}" });
        System.IO.File.WriteAllText("address", server.Address + "\n");
        """;

    /// <summary>Skips what needs something that is not installed, but in continuous integration.</summary>
    private async Task RequireAsync(string server)
    {
        var (isThere, needs) = server switch
        {
            "PostgreSQL" => (Directory.Exists("/usr/lib/postgresql"), "PostgreSQL"),
            "aiohttp" => (File.Exists("/usr/bin/python3") && (await workbook.RunProgramAsync("/usr/bin/python3", "-c", "import aiohttp")).ExitCode == 0, "python3-aiohttp"),
            _ => (true, ""),
        };
        if (!isThere)
        {
            var message = $"{needs} is not installed";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Fail(message);
        }
    }

    /// <summary>Waits until nobody listens where the server did.</summary>
    private async Task GoneAsync()
    {
        var port = new Uri((await workbook.WrittenAsync("address")).Trim()).Port;
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
