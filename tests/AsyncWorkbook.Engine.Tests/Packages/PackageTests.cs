using System.Net;
using System.Net.Sockets;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Packages;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Packages;

/// <summary><c>#r "nuget:..."</c>: which packages come, from where, and what is said where they do not.</summary>
[StartsProcesses]
public sealed class PackageTests(LocalFeed feed) : PackageSession(feed), IClassFixture<LocalFeed>
{
    [Fact]
    public async Task A_package_comes_with_what_it_depends_on_before_any_code_of_the_cell()
    {
        var shown = await OkAsync($"{Feed.Leaf}.Version\n{Source}#r \"nuget: {Feed.Root}, 3.0.0\"\n#!csharp\n{Feed.Root}.Version");
        Assert.Equal(["1.0.0", "3.0.0"], shown.Outputs.OfType<ResultOutput>().Select(Plain));
        Assert.Equal("1.0.0", (await OkAsync($"{Feed.Leaf}.Version")).ResultText);
    }

    [Fact]
    public async Task The_chosen_versions_are_shown()
    {
        var shown = await OkAsync($"{Source}#r \"nuget:{Feed.Root},3.0.0\"\n#r \"nuget: {Feed.Leaf}\"");
        var display = Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs));
        Assert.Equal($"Installed Packages\n- {Feed.Leaf}, 1.1.0\n- {Feed.Root}, 3.0.0", (string?)display.Data["text/plain"]);
        Assert.Contains($"<li><span>{Feed.Leaf}, 1.1.0</span></li>", (string?)display.Data["text/html"], StringComparison.Ordinal);
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
            new RestoreRequest([PackageRequest.Parse($"nuget: {Feed.Leaf}{version}")], [], [Feed.Folder]), CancellationToken.None)));
        Assert.Equal(expected.Values, found.Select(closure => Assert.Single(closure.Packages).Version));
        Assert.All(found, closure => Assert.True(closure.IsThere));
    }

    [Fact]
    public async Task A_second_version_is_an_error_that_names_both_and_the_same_one_is_none()
    {
        await OkAsync($"{Source}#r \"nuget: {Feed.Root}, 3.0\" // with a comment");
        await OkAsync($"#r \"nuget: {Feed.Root}\"\n#r \"nuget: {Feed.Root}, 3.0.0\"\n#r \"nuget: {Feed.Leaf}, *\"");
        var error = await ErrorAsync($"Console.Write(1);\n#r \"nuget: {Feed.Leaf}, 1.1.0\"");
        Assert.StartsWith(
            $"Line 2: {Feed.Leaf} version 1.1.0 cannot be added because version 1.0.0 was added before", error.Value, StringComparison.Ordinal);

        var twice = await ErrorAsync("#r \"nuget: Some, 1.0\"\n#r \"nuget: some, 2.0\"");
        Assert.StartsWith("Line 2: some version 2.0 cannot be added because version 1.0", twice.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_needs_another_version_of_a_loaded_one_is_an_error_that_names_both()
    {
        await OkAsync($"{Source}#r \"nuget: {Feed.Leaf}, 1.0.0\"");
        var error = await ErrorAsync($"#r \"nuget: {Feed.Root}, 4.0.0\"");
        Assert.Contains($"{Feed.Leaf} 1.1.0 is needed, but version 1.0.0 is loaded already", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_package_or_version_is_an_error_that_says_where_was_looked()
    {
        var unknown = await ErrorAsync($"{Source}#r \"nuget: No{Feed.Leaf}\"");
        Assert.StartsWith($"Line 2: there is no package called No{Feed.Leaf} in ", unknown.Value, StringComparison.Ordinal);
        Assert.Contains(Feed.Folder, unknown.Value, StringComparison.Ordinal);

        var version = await ErrorAsync($"#r \"nuget: {Feed.Leaf}, 7.0.0\"");
        Assert.StartsWith($"Line 1: {Feed.Leaf} has no version 7.0.0; ", version.Value, StringComparison.Ordinal);
        Assert.Contains("Nearest version: 2.0.0-beta", version.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_with_prereleases_only_is_an_error_that_says_how_to_ask_for_one()
    {
        var error = await ErrorAsync($"{Source}#r \"nuget: {Feed.Early}\"");
        Assert.Equal($"Line 2: {Feed.Early} has prereleases only; \"nuget: {Feed.Early}, *-*\" takes the latest.", error.Value);
        Assert.Contains("1.0.0-beta", Plain((await OkAsync($"#r \"nuget: {Feed.Early}, *-*\"")).Outputs[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_than_the_one_asked_for_is_told()
    {
        var shown = await OkAsync($"{Source}#r \"nuget: {Feed.Root}, 2.0.0\"");
        Assert.StartsWith($"{Feed.Root} 2.0.0 is not there, or another package needs a newer one: this is 3.0.0.", shown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_version_of_a_folder_is_the_one_that_is_there_now()
    {
        using var own = new LocalFeed();
        var cell = $"#i \"nuget: {own.Folder}\"\n#r \"nuget: {own.Leaf}, 1.*\"\n{own.Leaf}.Version";
        Assert.Equal("1.1.0", (await OkAsync(cell)).ResultText);

        own.AddLeaf("1.2.0");
        await ReopenAsync();
        Assert.Equal("1.2.0", (await OkAsync(cell)).ResultText);
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
        var shown = await OkAsync($"{Source}#i \"nuget: no/such/folder\"\n#r \"nuget: {Feed.Leaf}\"");
        var warning = Assert.Single(shown.Outputs.OfType<StreamOutput>());
        Assert.Equal("stderr", warning.Name);
        Assert.Contains(Path.Combine("no", "such", "folder"), warning.Text, StringComparison.Ordinal);
        Assert.Contains("does not exist", warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Feed.Folder, warning.Text, StringComparison.Ordinal);

        var later = await OkAsync($"#r \"nuget: {Feed.Root}, 3.0.0\"");
        Assert.Empty(later.Outputs.OfType<StreamOutput>());
    }

    [Fact]
    public async Task A_package_that_is_not_found_tells_of_the_source_that_is_gone()
    {
        var (_, shown) = await RunAsync($"{Source}#i \"nuget: no/such/folder\"\n#r \"nuget: No{Feed.Leaf}\"");
        Assert.EndsWith($"{Path.Combine("no", "such", "folder")} does not exist.)", shown.Error!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_of_the_package_that_cannot_be_had_is_named()
    {
        var error = await ErrorAsync($"{Source}#r \"nuget: {Feed.Leaf}\"\n#r \"nuget: No{Feed.Leaf}\"\n#r \"nuget: {Feed.Root}\"");
        Assert.StartsWith($"Line 3: there is no package called No{Feed.Leaf}", error.Value, StringComparison.Ordinal);
    }

    /// <summary>The remembered answer is changed by hand, so that whoever uses it gives himself away.</summary>
    [Fact]
    public async Task An_answer_is_remembered_for_other_sessions_as_long_as_its_files_are_there()
    {
        var cell = $"{Source}#r \"nuget: {Feed.Root}, 3.0.0\"";
        await OkAsync(cell);
        var answer = Assert.Single(Directory.GetFileSystemEntries(Cache));
        await File.WriteAllTextAsync(
            answer, (await File.ReadAllTextAsync(answer)).Replace("\"3.0.0\"", "\"remembered\"", StringComparison.Ordinal));

        await ReopenAsync();
        Assert.Contains("remembered", Plain((await OkAsync(cell)).Outputs[^1]), StringComparison.Ordinal);

        Directory.Delete(LocalFeed.Kept(Feed.Root), recursive: true);
        await ReopenAsync();
        Assert.Contains($"{Feed.Root}, 3.0.0", Plain((await OkAsync(cell)).Outputs[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_are_back_after_the_worker_has_died()
    {
        var cell = $"{Source}#r \"nuget: {Feed.Root}, 3.0.0\"";
        await OkAsync(cell);
        await RunAsync("Environment.Exit(1);");
        await OkAsync(cell);
        Assert.Equal("3.0.0", (await OkAsync($"{Feed.Root}.Version")).ResultText);
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
        var running = Session.ExecuteAsync(
            $"#i \"nuget: https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/index.json\"\n#r \"nuget: {Feed.Root}\"",
            "csharp", "cell 1", sink, interrupted ? Patience : TimeSpan.FromSeconds(5), interrupt.Token);
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

    private static async Task HungUpAsync(TcpClient connection)
    {
        try
        {
            var heard = new byte[1024];
            while (await connection.GetStream().ReadAsync(heard).AsTask().WaitAsync(Patience) > 0)
            {
                // what a client says first
            }
        }
        catch (IOException)
        {
            // it went without a word
        }
    }
}
