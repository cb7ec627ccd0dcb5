using System.Net;
using AsyncWorkbook.Servers.Site;
using Microsoft.Extensions.FileProviders;

// Serves a folder of pages for `workbook serve`: site-server FOLDER PORT. Like all programs in src/servers it listens on this machine only,
// prints its address as its first line, and ends with its input. Each line of that is a new state of the pages: those that are open load again.
if (args is not [var folder, var portText] || !int.TryParse(portText, out var port))
{
    await Console.Error.WriteLineAsync("site-server FOLDER PORT");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, port));
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero); // pages that listen for changes do not keep it

await using var app = builder.Build();
var reloads = new Reloads();
using var files = new PhysicalFileProvider(Path.GetFullPath(folder));
var pages = new Pages(files);

// A page of another site whose name leads here is none of this one's.
app.Use((context, next) =>
{
    if (context.Request.Host.Host is "127.0.0.1" or "localhost")
    {
        return next(context);
    }

    context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
    return Task.CompletedTask;
});
app.MapGet(Reloads.Address, (CancellationToken left) => TypedResults.ServerSentEvents(reloads.ListenAsync(left)));
app.MapGet(Reloads.ScriptAddress, () => TypedResults.Text(Reloads.Script, "text/javascript"));
app.MapMethods("/{**path}", ["GET", "HEAD"], pages.SendAsync);

try
{
    await app.StartAsync();
}
catch (IOException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

Console.WriteLine(app.Urls.Single());
while (await Console.In.ReadLineAsync() is not null)
{
    reloads.Tell();
}

await app.StopAsync();
return 0;
