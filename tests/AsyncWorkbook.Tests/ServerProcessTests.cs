using System.Diagnostics;
using System.Globalization;

namespace AsyncWorkbook.Tests;

/// <summary>Programs that serve until nobody holds their input any more.</summary>
[StartsProcesses]
public sealed class ServerProcessTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // far below the 1000 s of the process that does not end

    [Fact]
    public async Task Its_first_line_is_its_address_and_the_end_of_its_input_its_end()
    {
        SkipOnWindows();
        var server = await ServerProcess.StartAsync("sh", ["-c", "echo at $0; echo more; cat; echo bye >&2", "home"]);
        Assert.Equal(("at home", true), (server.Address, server.IsRunning));

        await server.DisposeAsync();
        await server.DisposeAsync(); // once is enough, twice is no error

        Assert.False(server.IsRunning);
        Assert.Equal(["bye", "more"], server.Output.Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_ends_instead_of_listening_tells_its_last_words()
    {
        SkipOnWindows();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync("sh", ["-c", "echo no port left >&2; exit 1"]));
        Assert.Equal("sh -c echo no port left >&2; exit 1 has ended instead of listening. no port left", error.Message);
    }

    [Fact]
    public async Task One_that_is_not_there_is_told_by_its_name()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync("no-such-server", []));
        Assert.StartsWith("no-such-server cannot be started; is it installed?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_does_not_listen_in_time_is_ended()
    {
        SkipOnWindows();
        var starting = ServerProcess.StartAsync("sh", ["-c", "echo $$ >&2; cat"], TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => starting.WaitAsync(patience, TestContext.Current.CancellationToken));

        Assert.Contains("did not listen within 1 s", error.Message, StringComparison.Ordinal);
        AssertGone(error.Message.Split(' ')[^1]);
    }

    [Fact]
    public async Task One_that_does_not_heed_the_end_of_its_input_is_killed()
    {
        SkipOnWindows();
        var server = await ServerProcess.StartAsync("sh", ["-c", "echo $$; exec sleep 1000"]);

        await server.DisposeAsync().AsTask().WaitAsync(patience, TestContext.Current.CancellationToken);

        AssertGone(server.Address);
    }

    private static void AssertGone(string pid) =>
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture)).Dispose());

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
}
