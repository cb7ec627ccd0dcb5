using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Tests;

/// <summary>The server that chapters practise on.</summary>
[StartsProcesses]
public sealed class PracticeServerTests : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private ServerProcess server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await ServerProcess.StartAsync(
        "dotnet", [Repository.PathOf("artifacts", "servers", "practice", "practice-server.dll")]);

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return server.DisposeAsync();
    }

    [Fact]
    public async Task It_listens_on_this_machine_only_and_is_gone_when_it_is_stopped()
    {
        Assert.StartsWith("http://127.0.0.1:", server.Address, StringComparison.Ordinal);
        Assert.Equal((true, server.Address), (server.IsRunning, $"{server}"));

        await server.DisposeAsync();

        Assert.Equal((false, $"{server.Address} (has ended)"), (server.IsRunning, $"{server}"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"{server.Address}/delay/0", Stop));
    }

    [Theory]
    [InlineData("/players/7", HttpStatusCode.OK, """{"id":7,"name":"Hana","rating":1759}""")]
    [InlineData("/players/0", HttpStatusCode.NotFound, """{"error":"there is no player 0"}""")]
    [InlineData("/players/201", HttpStatusCode.ServiceUnavailable, """{"error":"busy, try again"}""")]
    [InlineData("/players/x", HttpStatusCode.NotFound, "")]
    [InlineData("/delay/5", HttpStatusCode.OK, """{"ms":5}""")]
    [InlineData("/delay/60001", HttpStatusCode.NotFound, "")]
    [InlineData("/ws/echo", HttpStatusCode.UpgradeRequired, "")]
    public async Task It_answers(string path, HttpStatusCode status, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + path);
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await client.SendAsync(request, Stop);

        Assert.Equal((status, body), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
        Assert.Equal(["*"], answer.Headers.GetValues("Access-Control-Allow-Origin")); // for cells in a browser
    }

    [Fact]
    public async Task A_player_who_fails_at_first_does_so_in_every_run()
    {
        foreach (var run in new[] { "one", "other" })
        {
            Assert.Equal([503, 503, 200, 200], await StatusesAsync($"/players/202?run={run}", 4));
        }
    }

    [Fact]
    public async Task It_keeps_answers_until_so_many_requests_are_there_and_counts_them()
    {
        var first = client.GetStringAsync($"{server.Address}/players/1?run=three&together=3", Stop);
        Assert.Equal(1, (int)(await SeenAsync("three", inFlight: 1))["mostInFlight"]!);
        await Task.WhenAll([first, .. Enumerable.Range(2, 2).Select(id => client.GetStringAsync($"{server.Address}/players/{id}?run=three&together=3", Stop))]);
        await client.GetStringAsync($"{server.Address}/players/4?run=three&together=3", Stop);

        var seen = await SeenAsync("three", inFlight: 0);
        Assert.Equal((4, 3, 0), ((int)seen["requests"]!, (int)seen["mostInFlight"]!, (int)seen["abandoned"]!));
        Assert.Equal("/players/1", (string?)seen["order"]![0]);
        Assert.Equal("/players/4", (string?)seen["order"]![3]);
        Assert.Equal(0, (int)(await SeenAsync("another"))["requests"]!);
    }

    [Fact]
    public async Task A_run_that_it_has_told_of_begins_anew_as_when_a_cell_runs_again()
    {
        for (var times = 0; times < 2; times++)
        {
            Assert.Equal([503, 200], await StatusesAsync("/players/201?run=again", 2));
            for (var told = 0; told < 2; told++)
            {
                var seen = await SeenAsync("again", inFlight: 0);
                Assert.Equal((2, 1), ((int)seen["requests"]!, (int)seen["mostInFlight"]!));
            }
        }
    }

    [Fact]
    public async Task It_answers_those_who_are_there_when_no_more_come()
    {
        await using var impatient = await ServerProcess.StartAsync(
            "dotnet", [Repository.PathOf("artifacts", "servers", "practice", "practice-server.dll"), "--patience", "0.01"]);

        var answers = await Task.WhenAll(Enumerable.Range(1, 2).Select(id => client.GetStringAsync($"{impatient.Address}/players/{id}?run=few&together=3", Stop)));
        var late = await client.GetStringAsync($"{impatient.Address}/players/3?run=few&together=3", Stop);

        Assert.Contains("\"id\":1", answers[0], StringComparison.Ordinal);
        Assert.Contains("\"id\":3", late, StringComparison.Ordinal);
        var seen = JsonNode.Parse(await client.GetStringAsync($"{impatient.Address}/seen/few", Stop))!;
        Assert.True((int)seen["mostInFlight"]! < 3, $"{seen}");
    }

    [Fact]
    public async Task It_sees_who_does_not_wait_for_the_answer()
    {
        using var impatience = new CancellationTokenSource();
        var waiting = client.GetStringAsync($"{server.Address}/players/101?run=leaves", impatience.Token);
        await SeenAsync("leaves", inFlight: 1);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, (int)(await SeenAsync("leaves", inFlight: 0))["abandoned"]!);
    }

    [Fact]
    public async Task It_echoes_in_order_and_tells_sockets_that_were_closed_from_those_that_were_left()
    {
        using var closed = await ConnectedAsync("sockets");
        using var left = await ConnectedAsync("sockets");
        int[] lengths = [0, 5, 70_000];
        foreach (var length in lengths)
        {
            await closed.SendAsync(new byte[length], WebSocketMessageType.Binary, true, Stop);
        }

        foreach (var length in lengths)
        {
            Assert.Equal(length, await LengthAsync(closed));
        }

        await closed.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        Assert.Equal(2, (int)(await SeenAsync("sockets", inFlight: 1))["mostInFlight"]!);
        left.Abort();

        var seen = await SeenAsync("sockets", inFlight: 0);
        Assert.Equal((2, 1, 3), ((int)seen["requests"]!, (int)seen["abandoned"]!, (int)seen["messages"]!));
    }

    private async Task<List<int>> StatusesAsync(string path, int times)
    {
        List<int> statuses = [];
        for (var time = 0; time < times; time++)
        {
            using var answer = await client.GetAsync(server.Address + path, Stop);
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }

    private async Task<JsonNode> SeenAsync(string run, int? inFlight = null) =>
        JsonNode.Parse(await client.GetStringAsync($"{server.Address}/seen/{run}{(inFlight is { } count ? $"?inFlight={count}" : "")}", Stop))!;

    private async Task<ClientWebSocket> ConnectedAsync(string run)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{server.Address.Replace("http", "ws", StringComparison.Ordinal)}/ws/echo?run={run}"), Stop);
        return socket;
    }

    private static async Task<int> LengthAsync(ClientWebSocket socket)
    {
        var (buffer, length) = (new byte[1000], 0);
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, Stop);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return length;
            }
        }
    }
}
