using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Versioning;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>
/// A session behind lines of JSON, for the editor that started the process (<c>docs/session.md</c>). Cells run one after another, in
/// the order in which they were sent; interrupts, restarts, answers and questions never wait for one.
/// </summary>
public sealed class EditorSession : IDisposable
{
    private readonly Channel<Func<Task>> cells = Channel.CreateUnbounded<Func<Task>>();
    private readonly SessionOptions options;
    private readonly EditorLines lines;
    private readonly EditorInput input;
    private EditorCells? current; // null until the editor has said where the notebook is
    private JsonObject opening = [];

    /// <summary>Creates a session; nothing is read before <see cref="RunAsync"/>.</summary>
    /// <param name="options">What the session is like; the folder and who answers questions are the editor's to say.</param>
    /// <param name="requests">What the editor says.</param>
    /// <param name="events">What it is told.</param>
    public EditorSession(SessionOptions options, Stream requests, Stream events)
    {
        this.options = options;
        lines = new EditorLines(requests, events);
        input = new EditorInput(lines);
    }

    /// <summary>Answers requests until one asks for the end, the requests end (the editor is gone), or <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var running = RunCellsAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watched = new MemoryRelease().WatchAsync(ended.Token);
        try
        {
            while (await NextAsync(stop) is { } request && request.Text("type") != "shutdown")
            {
                await ReceiveAsync(request);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The session ends.
        }

        cells.Writer.Complete();
        await EndAsync(current);
        await running;
        await ended.CancelAsync();
        await watched;
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    private static string? Id(JsonObject request) => request["id"] is null ? null : request.Text("id");

    private static async Task EndAsync(EditorCells? cells)
    {
        if (cells is not null)
        {
            await cells.DisposeAsync();
        }
    }

    /// <summary>The next request that can be read; null at their end. Of one that cannot be, the editor is told.</summary>
    private async Task<JsonObject?> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await lines.ReadAsync(stop);
            }
            catch (JsonException e)
            {
                Fail(null, $"this line is no request: {e.Message}");
            }
        }
    }

    private async Task RunCellsAsync()
    {
        await foreach (var run in cells.Reader.ReadAllAsync())
        {
            await run();
        }
    }

    /// <summary>Carries out what takes no time, and sees to the rest.</summary>
    private async Task ReceiveAsync(JsonObject request)
    {
        switch (request.Text("type"))
        {
            case "open":
                Open(request);
                break;
            case "interrupt":
                current?.Interrupt();
                break;
            case "answer":
                input.Answer(request);
                break;
            case "execute" when current is { } session:
                cells.Writer.TryWrite(session.Receive(request));
                break;
            case "restart" when current is { } session:
                await EndAsync(session); // its cell ends with its process, and those that wait with it
                current = Start();
                cells.Writer.TryWrite(() => Task.Run(() => lines.Send("restarted", Id(request))));
                break;
            case "readDib":
                _ = AnswerAsync(request, () => Task.FromResult(EditorDib.Read(request, options.Catalog)));
                break;
            case "writeDib":
                _ = AnswerAsync(request, () => Task.FromResult(EditorDib.Write(request, options.Catalog)));
                break;
            case var type when current is { } session && EditorAsks.Answers(type):
                _ = AnswerAsync(request, () => session.Asks.AnswerAsync(request));
                break;
            case var type:
                Fail(Id(request), current is null ? $"\"{type}\" comes before \"open\"." : $"this session does not know \"{type}\".");
                break;
        }
    }

    private async Task AnswerAsync(JsonObject request, Func<Task<(string Type, JsonObject Fields)>> answer)
    {
        try
        {
            var (type, fields) = await answer();
            lines.Send(type, Id(request), fields);
        }
#pragma warning disable CA1031 // whatever goes wrong with one question, the editor is told and asks the next
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(Id(request), e.Message);
        }
    }

    private void Open(JsonObject request)
    {
        if (current is not null)
        {
            Fail(Id(request), "the session is open already; \"restart\" starts it afresh.");
            return;
        }

        opening = request;
        if (!Directory.Exists(Folder))
        {
            Fail(Id(request), $"there is no folder {Folder}.");
            return;
        }

        current = Start();
        lines.Send("opened", Id(request), new JsonObject
        {
            ["version"] = EngineVersion.Text,
            ["kernels"] = new JsonArray([.. options.Catalog.All.Select(kernel => (JsonNode)new JsonObject
            {
                ["name"] = kernel.Name,
                ["displayName"] = kernel.DisplayName,
                ["aliases"] = new JsonArray([.. kernel.Aliases.Select(alias => (JsonNode)alias)]),
                ["language"] = kernel is Language,
            })]),
        });
    }

    private string Folder => opening.Text("folder", options.WorkingDirectory);

    /// <summary>Kernels without a past, and those that the editor named get ready.</summary>
    private EditorCells Start()
    {
        var session = new Session(options with { WorkingDirectory = Folder, Input = input });
        session.Kernels.Start((opening["start"] as JsonArray ?? [KernelCatalog.DefaultKernel]).Select(NotebookCell.Text));
        return new EditorCells(session, lines, input);
    }

    private void Fail(string? parent, string message) => lines.Send("failed", parent, new JsonObject { ["message"] = message });
}
