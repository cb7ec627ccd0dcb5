using System.Net;
using AsyncWorkbook.Servers.Practice;

// A server to practise on: its players answer, keep one waiting, or fail at first, and it counts what it sees of each run. Like
// all programs in src/servers it listens on this machine only, prints its address as its first line, and ends with its input.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddCors();
builder.WebHost.UseSockets(sockets => sockets.Backlog = 4096); // a thousand callers at once are nobody's mistake here
builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero); // callers that wait for ever do not keep it

await using var app = builder.Build();
app.UseCors(policy => policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader()); // cells in a browser come from elsewhere
app.UseWebSockets();

var runs = new RunsSeen(TimeSpan.FromSeconds(builder.Configuration.GetValue("patience", 20.0)));

app.MapGet("/delay/{ms:int:range(0,60000)}", async (int ms, string? run, int? together, CancellationToken left) =>
{
    using var visit = runs.Of(run).Enter($"/delay/{ms}", together, left);
    await visit.WaitAsync(TimeSpan.FromMilliseconds(ms));
    return TypedResults.Ok(new Delayed(ms));
});

app.MapGet("/players/{id:int}", async Task<IResult> (int id, string? run, int? together, CancellationToken left) =>
{
    using var visit = runs.Of(run).Enter($"/players/{id}", together, left);
    await visit.WaitAsync(Player.Manner(id) == Manner.KeepsWaiting ? Timeout.InfiniteTimeSpan : Player.Thinks);
    return Player.Manner(id) switch
    {
        Manner.Answers => TypedResults.Ok(Player.Of(id)),
        Manner.FailsAtFirst when visit.Earlier >= Player.Failures(id) => TypedResults.Ok(Player.Of(id)),
        Manner.FailsAtFirst => TypedResults.Json(new Refusal("busy, try again"), statusCode: StatusCodes.Status503ServiceUnavailable),
        _ => TypedResults.NotFound(new Refusal($"there is no player {id}")),
    };
});

app.Map("/ws/echo", async (HttpContext context, string? run) =>
{
    if (!context.WebSockets.IsWebSocketRequest)
    {
        context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        return;
    }

    using var socket = await context.WebSockets.AcceptWebSocketAsync();
    using var visit = runs.Of(run).Enter("/ws/echo", together: null, context.RequestAborted);
    await Echo.UntilClosedAsync(socket, visit);
});

// Where a run stands: at once, when so many requests are in flight together, or when none is any more.
app.MapGet("/seen/{run}", async (string run, int? inFlight, CancellationToken left) =>
    TypedResults.Ok(await runs.Of(run).SeenAsync(inFlight, left)));

await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await Console.OpenStandardInput().CopyToAsync(Stream.Null);
await app.StopAsync();
