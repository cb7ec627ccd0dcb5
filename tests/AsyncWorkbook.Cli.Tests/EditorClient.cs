using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary><c>workbook session</c> as an editor has it: a process, and lines of JSON to and fro.</summary>
internal sealed class EditorClient : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource giveUp = new(patience);
    private int sent;

    /// <param name="folder">The notebook's folder; null to open none.</param>
    /// <param name="arguments">What stands behind <c>session</c> on the command line.</param>
    public EditorClient(string? folder, params string[] arguments)
    {
        Process = Workbook.Start(Workbook.Program, Path.GetTempPath(), null, ["session", .. arguments]);
        if (folder is not null)
        {
            Opened = Send("open", new() { ["folder"] = folder, ["start"] = new JsonArray() });
        }
    }

    public Process Process { get; }

    /// <summary>The id of the request that opened the session.</summary>
    public string Opened { get; } = "";

    /// <summary>Sends a request and gives its id.</summary>
    public string Send(string type, JsonObject? fields = null)
    {
        var request = (JsonObject)(fields?.DeepClone() ?? new JsonObject());
        request["type"] = type;
        request["id"] ??= string.Create(CultureInfo.InvariantCulture, $"{++sent}");
        Line(request.ToJsonString());
        return (string)request["id"]!;
    }

    public void Line(string text)
    {
        Process.StandardInput.WriteLine(text);
        Process.StandardInput.Flush();
    }

    public string Execute(string code, string kernel = "csharp") =>
        Send("execute", new() { ["code"] = code, ["kernel"] = kernel, ["file"] = "cell 7" });

    /// <summary>The next event.</summary>
    public async Task<JsonObject> NextAsync()
    {
        var line = await Process.StandardOutput.ReadLineAsync(giveUp.Token)
            ?? throw new InvalidOperationException("the session has ended: " + await Process.StandardError.ReadToEndAsync(giveUp.Token));
        return (JsonObject)JsonNode.Parse(line)!;
    }

    /// <summary>The events up to the first of a type that belongs to a request; others' are left out.</summary>
    public async Task<IReadOnlyList<JsonObject>> UntilAsync(string type, string? parent)
    {
        var events = new List<JsonObject>();
        while (true)
        {
            var next = await NextAsync();
            if ((string?)next["parent"] != parent)
            {
                continue;
            }

            events.Add(next);
            if ((string?)next["type"] == type)
            {
                return events;
            }
        }
    }

    /// <summary>Sends a request and gives its answer.</summary>
    public async Task<JsonObject> AskAsync(string type, string answer, JsonObject fields) => (await UntilAsync(answer, Send(type, fields)))[^1];

    /// <summary>Runs a cell and gives its events.</summary>
    public Task<IReadOnlyList<JsonObject>> RunAsync(string code, string kernel = "csharp") => UntilAsync("done", Execute(code, kernel));

    /// <summary>Waits until a cell has printed something.</summary>
    public Task PrintedAsync(string cell) => UntilAsync("stream", cell);

    public async Task<int> EndAsync()
    {
        await Process.WaitForExitAsync(giveUp.Token);
        return Process.ExitCode;
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
        }

        Process.Dispose();
        giveUp.Dispose();
    }
}
