using System.Net;

// A server on ASP.NET Core's minimal API and Kestrel, which speaks HTTP for it.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseSockets(sockets => sockets.Backlog = 4096);
builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));

await using var app = builder.Build();

app.MapGet("/hello", () => "hello");

app.MapGet("/players/{id:int}", (int id) => new { id, name = $"player {id}" });

app.MapGet("/delay/{ms:int}", async (int ms) =>
{
    await Task.Delay(ms);
    return new { ms };
});

await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await Console.OpenStandardInput().CopyToAsync(Stream.Null);
