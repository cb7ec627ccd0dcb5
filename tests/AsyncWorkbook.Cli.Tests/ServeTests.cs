using System.Diagnostics;
using System.Net;

namespace AsyncWorkbook.Cli.Tests;

/// <summary><c>workbook serve</c>: the pages on this machine, up to date.</summary>
[StartsProcesses]
public sealed class ServeTests : IDisposable
{
    private readonly Workbook workbook = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });

    private readonly CancellationTokenSource giveUp = new(TimeSpan.FromMinutes(5));

    public void Dispose()
    {
        giveUp.Dispose();
        client.Dispose();
        workbook.Dispose();
    }

    [Fact]
    public async Task It_serves_what_it_exports_and_tells_open_pages_when_that_has_changed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no signals");
        workbook.Notebook("notebooks/a.ipynb", "\"first \" + 6 * 7");
        using var host = workbook.StartProgram(Workbook.Program, "serve", "--port", "0", "--no-open");
        var address = new Uri((await LineAsync(host, "up to date; Ctrl-C ends it")).Split(": up")[0]);
        Assert.Equal("127.0.0.1", address.Host);
        Assert.Contains("first 42", await client.GetStringAsync(new Uri(address, "a.html")), StringComparison.Ordinal);

        using var changes = new StreamReader(await client.GetStreamAsync(new Uri(address, ".workbook/changes")));
        var before = await DataAsync(changes);
        workbook.Notebook("notebooks/a.ipynb", "\"second \" + 6 * 7");

        Assert.NotEqual(before, await DataAsync(changes));
        Assert.Contains("second 42", await client.GetStringAsync(new Uri(address, "a.html")), StringComparison.Ordinal);

        // What cannot be read is said, and what comes next is served.
        workbook.Write("notebooks/a.ipynb", "{");
        await LineAsync(host, "workbook: ");
        workbook.Notebook("notebooks/a.ipynb", "\"third \" + 6 * 7");
        await DataAsync(changes);
        Assert.Contains("third 42", await client.GetStringAsync(new Uri(address, "a.html")), StringComparison.Ordinal);

        await workbook.RunProgramAsync("kill", "-INT", $"{host.Id}");
        var ended = await Workbook.EndAsync(host);
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(address));
    }

    [Fact]
    public async Task It_ends_and_says_so_when_its_server_has()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pkill is asked for a child by its parent");
        workbook.Notebook("notebooks/a.ipynb", "1");
        using var host = workbook.StartProgram(Workbook.Program, "serve", "--port", "0", "--no-open");
        await LineAsync(host, "up to date; Ctrl-C ends it");
        await workbook.RunProgramAsync("pkill", "-KILL", "-P", $"{host.Id}", "-f", "site-server");

        var ended = await Workbook.EndAsync(host);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("the program that serves the pages has ended", ended.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_server_sends_packed_files_knows_one_host_and_no_other_folder()
    {
        var site = Path.Combine(workbook.Folder, "site");
        workbook.Write("site/index.html", "<head></head>");
        workbook.Write("site/live/x.0123456789.js", "plain");
        workbook.Write("site/live/x.0123456789.js.br", "in brotli");
        workbook.Write("site/live/x.0123456789.js.gz", "in gzip");
        workbook.Write("secret.txt", "secret");
        using var server = workbook.StartProgram("dotnet", Path.Combine(Path.GetDirectoryName(Workbook.Program)!, "site-server", "site-server.dll"), site, "0");
        var address = new Uri((await server.StandardOutput.ReadLineAsync(giveUp.Token))!);
        var file = new Uri(address, "live/x.0123456789.js");

        Assert.Equal(("in brotli", "br"), await GetAsync(file, "gzip, deflate, br, zstd"));
        Assert.Equal(("in gzip", "gzip"), await GetAsync(file, "gzip"));
        Assert.Equal(("plain", ""), await GetAsync(file, "identity"));
        Assert.Equal(("plain", ""), await GetAsync(file, "br;q=0"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAsync(address, "rebound.example"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(address, "%2e%2e/secret.txt")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(address));

        server.StandardInput.Close(); // and it goes with whoever started it
        Assert.Equal(0, (await Workbook.EndAsync(server)).ExitCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_a_line_before_anything_runs()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        workbook.Notebook("a.ipynb", "1");
        var ended = await workbook.RunAsync("serve", "a.ipynb", "--no-open", "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("ddress already in use", ended.OneLine, StringComparison.Ordinal);
        Assert.Contains("--port 0", ended.OneLine, StringComparison.Ordinal);
        Assert.Empty(ended.Stdout);
    }

    private async Task<(string Text, string Coding)> GetAsync(Uri address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        using var response = await client.SendAsync(request);
        return (await response.Content.ReadAsStringAsync(), string.Join(',', response.Content.Headers.ContentEncoding));
    }

    private async Task<HttpStatusCode> StatusAsync(Uri address, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = host;
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<string> LineAsync(Process process, string part)
    {
        while (await process.StandardOutput.ReadLineAsync(giveUp.Token) is { } line)
        {
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(giveUp.Token));
    }

    private async Task<string> DataAsync(StreamReader events)
    {
        while (await events.ReadLineAsync(giveUp.Token) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("the server is gone");
    }
}
