using System.Net;
using System.Net.Sockets;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Packages;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Packages;

/// <summary><c>#r "nuget:..."</c> with the real SDK and the real C# worker; most packages come from a folder.</summary>
[StartsProcesses]
public sealed class PackageTests : IClassFixture<LocalFeed>, IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5); // the machine may be busy, and the network slow

    private readonly LocalFeed feed;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-packages-");
    private Session session;

    public PackageTests(LocalFeed feed)
    {
        this.feed = feed;
        session = Open();
    }

    private string Cache => Path.Combine(folder.FullName, "cache");

    private string Source => $"#i \"nuget: {feed.Folder}\"\n";

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_package_comes_with_what_it_depends_on_before_any_code_of_the_cell()
    {
        var shown = await OkAsync($"{feed.Leaf}.Version\n{Source}#r \"nuget: {feed.Root}, 3.0.0\"\n#!csharp\n{feed.Root}.Version");
        Assert.Equal(["1.0.0", "3.0.0"], shown.Outputs.OfType<ResultOutput>().Select(Plain));
        Assert.Equal("1.0.0", (await OkAsync($"{feed.Leaf}.Version")).ResultText);
    }

    [Fact]
    public async Task The_chosen_versions_are_shown()
    {
        var shown = await OkAsync($"{Source}#r \"nuget:{feed.Root},3.0.0\"\n#r \"nuget: {feed.Leaf}\"");
        var display = Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs));
        Assert.Equal($"Installed Packages\n- {feed.Leaf}, 1.1.0\n- {feed.Root}, 3.0.0", (string?)display.Data["text/plain"]);
        Assert.Contains($"<li><span>{feed.Leaf}, 1.1.0</span></li>", (string?)display.Data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_may_be_exact_floating_a_range_or_left_out()
    {
        var restore = new PackageRestore(new PackageCache(Cache));
        var expected = new Dictionary<string, string>
        {
            [""] = "1.1.0",
            [", *-*"] = "2.0.0-beta",
            [",1.0.*"] = "1.0.0",
            [" , 1.0"] = "1.0.0",
            [", [1.0,1.1)"] = "1.0.0",
            [", 2.0.0-beta"] = "2.0.0-beta",
        };
        var found = await Task.WhenAll(expected.Keys.Select(version => restore.FindAsync(
            new RestoreRequest([PackageRequest.Parse($"nuget: {feed.Leaf}{version}")], [], [feed.Folder]), CancellationToken.None)));
        Assert.Equal(expected.Values, found.Select(closure => Assert.Single(closure.Packages).Version));
        Assert.All(found, closure => Assert.True(closure.IsThere));
    }

    [Fact]
    public async Task A_second_version_is_an_error_that_names_both_and_the_same_one_is_none()
    {
        await OkAsync($"{Source}#r \"nuget: {feed.Root}, 3.0\" // with a comment");
        await OkAsync($"#r \"nuget: {feed.Root}\"\n#r \"nuget: {feed.Root}, 3.0.0\"\n#r \"nuget: {feed.Leaf}, *\"");
        var error = await ErrorAsync($"Console.Write(1);\n#r \"nuget: {feed.Leaf}, 1.1.0\"");
        Assert.StartsWith(
            $"Line 2: {feed.Leaf} version 1.1.0 cannot be added because version 1.0.0 was added before", error.Value, StringComparison.Ordinal);

        var twice = await ErrorAsync("#r \"nuget: Some, 1.0\"\n#r \"nuget: some, 2.0\"");
        Assert.StartsWith("Line 2: some version 2.0 cannot be added because version 1.0", twice.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_needs_another_version_of_a_loaded_one_is_an_error_that_names_both()
    {
        await OkAsync($"{Source}#r \"nuget: {feed.Leaf}, 1.0.0\"");
        var error = await ErrorAsync($"#r \"nuget: {feed.Root}, 4.0.0\"");
        Assert.Contains($"{feed.Leaf} 1.1.0 is needed, but version 1.0.0 is loaded already", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_package_or_version_is_an_error_that_says_where_was_looked()
    {
        var unknown = await ErrorAsync($"{Source}#r \"nuget: No{feed.Leaf}\"");
        Assert.StartsWith($"Line 2: there is no package called No{feed.Leaf} in ", unknown.Value, StringComparison.Ordinal);
        Assert.Contains(feed.Folder, unknown.Value, StringComparison.Ordinal);

        var version = await ErrorAsync($"#r \"nuget: {feed.Leaf}, 7.0.0\"");
        Assert.StartsWith($"Line 1: {feed.Leaf} has no version 7.0.0; ", version.Value, StringComparison.Ordinal);
        Assert.Contains("Nearest version: 2.0.0-beta", version.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#r \"nuget: A B\"", "is not written like a package")]
    [InlineData("#r \"nuget: A, latest\"", "is not written like a package")]
    [InlineData("#r \"nuget: $(Secret), 1.0\"", "is not written like a package")]
    [InlineData("#r \"nuget:\"", "is not written like a package")]
    [InlineData("#i \"elsewhere\"", "#i \"nuget: SOURCE\"")]
    public async Task What_makes_no_sense_is_an_error(string source, string expected) =>
        Assert.Contains(expected, (await ErrorAsync(source)).Value, StringComparison.Ordinal);

    [Fact]
    public async Task A_source_that_is_gone_is_left_out_with_a_warning()
    {
        var shown = await OkAsync($"{Source}#i \"nuget: no/such/folder\"\n#r \"nuget: {feed.Leaf}\"");
        var warning = Assert.Single(shown.Outputs.OfType<StreamOutput>());
        Assert.Equal("stderr", warning.Name);
        Assert.Contains(Path.Combine("no", "such", "folder"), warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(feed.Folder, warning.Text, StringComparison.Ordinal);

        var later = await OkAsync($"#r \"nuget: {feed.Root}, 3.0.0\"");
        Assert.Empty(later.Outputs.OfType<StreamOutput>());
    }

    [Fact]
    public async Task The_line_of_the_package_that_cannot_be_had_is_named()
    {
        var error = await ErrorAsync($"{Source}#r \"nuget: {feed.Leaf}\"\n#r \"nuget: No{feed.Leaf}\"\n#r \"nuget: {feed.Root}\"");
        Assert.StartsWith($"Line 3: there is no package called No{feed.Leaf}", error.Value, StringComparison.Ordinal);
    }

    /// <summary>The remembered answer is changed by hand, so that whoever uses it gives himself away.</summary>
    [Fact]
    public async Task An_answer_is_remembered_for_other_sessions_as_long_as_its_files_are_there()
    {
        var cell = $"{Source}#r \"nuget: {feed.Root}, 3.0.0\"";
        await OkAsync(cell);
        var answer = Assert.Single(Directory.GetFileSystemEntries(Cache));
        await File.WriteAllTextAsync(
            answer, (await File.ReadAllTextAsync(answer)).Replace("\"3.0.0\"", "\"remembered\"", StringComparison.Ordinal));

        await ReopenAsync();
        Assert.Contains("remembered", Plain((await OkAsync(cell)).Outputs[0]), StringComparison.Ordinal);

        Directory.Delete(LocalFeed.Kept(feed.Root), recursive: true);
        await ReopenAsync();
        Assert.Contains($"{feed.Root}, 3.0.0", Plain((await OkAsync(cell)).Outputs[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_are_back_after_the_worker_has_died()
    {
        var cell = $"{Source}#r \"nuget: {feed.Root}, 3.0.0\"";
        await OkAsync(cell);
        await RunAsync("Environment.Exit(1);");
        await OkAsync(cell);
        Assert.Equal("3.0.0", (await OkAsync($"{feed.Root}.Version")).ResultText);
    }

    /// <summary>A source that takes the connection and never says anything; the end of the restore hangs up.</summary>
    [Theory]
    [InlineData(true, CellStatus.Interrupted)]
    [InlineData(false, CellStatus.Timeout)]
    public async Task An_interrupt_or_the_time_limit_ends_the_restore(bool interrupted, CellStatus expected)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var running = session.ExecuteAsync(
            $"#i \"nuget: https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/index.json\"\n#r \"nuget: {feed.Root}\"",
            "csharp", "cell 1", sink, interrupted ? patience : TimeSpan.FromSeconds(5), interrupt.Token);
        var accepting = silent.AcceptTcpClientAsync();
        if (interrupted)
        {
            await accepting;
            await interrupt.CancelAsync();
        }

        Assert.Equal(expected, await running);
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
        if (accepting.IsCompletedSuccessfully) // a busy machine may not come so far within the time limit
        {
            using var connection = await accepting;
            await HungUpAsync(connection);
        }
    }

    [Fact]
    public async Task A_chart_of_XPlot_is_drawn_and_a_native_library_is_found()
    {
        var shown = await OkAsync("""
            #r "nuget: XPlot.Plotly.Interactive, 4.1.0"
            using XPlot.Plotly;
            var chart = Chart.Line(new[] { 1, 2, 3 });
            chart.WithTitle("Three");
            chart.Display();
            """);
        var chart = Assert.IsType<DisplayOutput>(shown.Outputs[^1]).Data["application/vnd.plotly.v1+json"]!;
        Assert.Equal("Three", (string?)chart["layout"]!["title"]!["text"]);
        Assert.Equal([1, 2, 3], chart["data"]![0]!["y"]!.AsArray().Select(value => (int)value!));

        Assert.Equal("42", (await OkAsync("""
            #r "nuget: Microsoft.Data.Sqlite"
            using Microsoft.Data.Sqlite;
            using (var connection = new SqliteConnection("Data Source=:memory:"))
            {
                connection.Open();
                var command = connection.CreateCommand();
                command.CommandText = "select 6 * 7";
                Console.Write(command.ExecuteScalar());
            }
            """)).Stdout);
    }

    [Fact]
    public async Task A_package_extends_the_kernels_by_a_script()
    {
        await OkAsync($"{Source}#r \"nuget: {feed.Extension}\"");
        Assert.Equal("version 1.2", (await OkAsync("new Version(1, 2)")).ResultText);
        Assert.Equal("1\n", (await OkAsync("#!javascript\nconsole.log(fromScript)")).Stdout);
        Assert.Equal("from 1.0.0", Plain(Assert.Single((await OkAsync("#!added")).Outputs)));

        await ReopenAsync(); // the answer of the restore is remembered
        await OkAsync($"{Source}#r \"nuget: {feed.Extension}\"");
        Assert.Equal("from 1.0.0", Plain(Assert.Single((await OkAsync("#!added")).Outputs)));
    }

    [Fact]
    public async Task An_extension_that_failed_is_tried_again_and_one_that_did_not_is_not()
    {
        Assert.Contains("not ready", (await OkAsync($"{Source}#r \"nuget: {feed.Fragile}\"")).Stderr, StringComparison.Ordinal);
        await OkAsync("System.IO.File.WriteAllText(\"ready\", \"\");");
        Assert.Equal("ready\n", (await OkAsync($"#r \"nuget: {feed.Fragile}\"")).Stdout);
        Assert.Equal("", (await OkAsync($"#r \"nuget: {feed.Fragile}\"")).Stdout);
    }

    [Fact]
    public async Task Submitted_code_asks_for_packages_too()
    {
        const string submit = "await Microsoft.DotNet.Interactive.Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode";
        var shown = await OkAsync($$"""
            {{Source}}var code = "#r \"nuget: {{feed.Leaf}}, 1.1.0\"\n#r \"nuget: {{feed.Extension}}\"\n{{feed.Leaf}}.Version";
            {{submit}}(code, "csharp"));
            """);
        Assert.Equal("1.1.0", Plain(shown.Outputs[^1]));
        Assert.Equal("from 1.0.0", Plain(Assert.Single((await OkAsync("#!added")).Outputs)));

        shown = await OkAsync($"{submit}(\"#r \\\"nuget: {feed.Leaf}NotThere\\\"\", \"csharp\"));");
        Assert.Contains($"there is no package called {feed.Leaf}NotThere", shown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_extend_the_kernels_by_an_assembly()
    {
        await OkAsync("#r \"nuget: Microsoft.Data.Analysis, 0.23.1\"\n#r \"nuget: Plotly.NET.Interactive, 6.0.0\"\n#r \"nuget: Plotly.NET.CSharp, 0.14.0\"");
        var frame = await OkAsync("using Microsoft.Data.Analysis;\nnew DataFrame(new Int32DataFrameColumn(\"a\", new[] { 1, 2 }))");
        Assert.Contains("<i>index</i>", (string?)Assert.Single(frame.Outputs.OfType<ResultOutput>()).Data["text/html"], StringComparison.Ordinal);

        var chart = await OkAsync("Plotly.NET.CSharp.Chart.Line<int, int, string>(x: new[] { 1, 2 }, y: new[] { 3, 4 })");
        Assert.Contains("Plotly.newPlot", (string?)Assert.Single(chart.Outputs.OfType<ResultOutput>()).Data["text/html"], StringComparison.Ordinal);
    }

    private static async Task HungUpAsync(TcpClient connection)
    {
        try
        {
            var heard = new byte[1024];
            while (await connection.GetStream().ReadAsync(heard).AsTask().WaitAsync(patience) > 0)
            {
                // what a client says first
            }
        }
        catch (IOException)
        {
            // it went without a word
        }
    }

    private static string Plain(Output output) => (string?)(output switch
    {
        ResultOutput result => result.Data,
        DisplayOutput display => display.Data,
        _ => [],
    })["text/plain"] ?? "";

    private Session Open() =>
        new(new SessionOptions { WorkingDirectory = folder.FullName, Workers = Built.Workers, PackageCache = Cache });

    private async Task ReopenAsync()
    {
        await session.DisposeAsync();
        session = Open();
    }

    private async Task<(CellStatus Status, RecordingSink Shown)> RunAsync(string source)
    {
        var sink = new RecordingSink();
        return (await session.ExecuteAsync(source, "csharp", "cell 1", sink, patience, CancellationToken.None), sink);
    }

    private async Task<RecordingSink> OkAsync(string source)
    {
        var (status, shown) = await RunAsync(source);
        Assert.True(status == CellStatus.Ok, shown.Error?.Value);
        return shown;
    }

    private async Task<ErrorOutput> ErrorAsync(string source)
    {
        var (status, shown) = await RunAsync(source);
        Assert.Equal((CellStatus.Error, ""), (status, shown.Stdout));
        return Assert.Single(shown.Outputs.OfType<ErrorOutput>());
    }
}
