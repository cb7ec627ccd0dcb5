using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>What a front end asks while its reader types: completions, documentation, whether a cell is whole.</summary>
internal sealed class EditorRequests(Session session)
{
    private const string step = "    ";

    private readonly EditorPatience patience = new();

    /// <summary>The answer to a <c>complete_request</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="aside">Whether a cell runs: then a language that does not answer soon does not keep the reader waiting.</param>
    public Task<JsonObject> CompleteAsync(Request request, bool aside)
    {
        var (code, kernel) = (request.Content.Text("code"), CellRequests.KernelOf(request, session));
        var cursor = Cursor(request, code);
        return AnswerAsync(
            aside ? session.Editor.KernelAt(code, kernel, cursor) : null,
            async cancel => Matches(code, await session.Editor.CompleteAsync(code, kernel, cursor, cancel)),
            () => Matches(code, aside ? session.Editor.Guess(code, kernel, cursor) : new CompletionList(cursor, cursor, [])));
    }

    /// <summary>The answer to an <c>inspect_request</c>.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public Task<JsonObject> InspectAsync(Request request, bool aside)
    {
        var (code, kernel) = (request.Content.Text("code"), CellRequests.KernelOf(request, session));
        var cursor = Cursor(request, code);
        return AnswerAsync(
            aside ? session.Editor.KernelAt(code, kernel, cursor) : null,
            async cancel => Found(await session.Editor.InspectAsync(code, kernel, cursor, cancel)),
            () => Found(null));
    }

    /// <summary>The answer to an <c>is_complete_request</c>.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public Task<JsonObject> CheckAsync(Request request, bool aside) => AnswerAsync(
        aside ? session.Editor.KernelAt(request.Content.Text("code"), CellRequests.KernelOf(request, session), int.MaxValue) : null,
        async cancel => await session.Editor.CheckAsync(request.Content.Text("code"), CellRequests.KernelOf(request, session), cancel) switch
        {
            Completeness.Incomplete => new JsonObject { ["status"] = "incomplete", ["indent"] = Indent(request.Content.Text("code")) },
            Completeness.Invalid => new JsonObject { ["status"] = "invalid" },
            _ => new JsonObject { ["status"] = "complete" },
        },
        () => new JsonObject { ["status"] = "unknown" });

    /// <summary>With what the next line begins: as the last one, and further in behind a line that opens something.</summary>
    private static string Indent(string code)
    {
        var line = code[(code.LastIndexOf('\n') + 1)..].TrimEnd();
        var indent = line[..^line.TrimStart().Length];
        return line is [.., ':' or '{' or '(' or '['] ? indent + step : indent;
    }

    private static int Cursor(Request request, string code) =>
        request.Content.Number("cursor_pos") is { } position ? CodePoints.ToUtf16(code, position) : code.Length;

    /// <summary>An editor's question is no reason to show an error: where it cannot be answered, nothing is known.</summary>
    /// <inheritdoc cref="EditorPatience.AskAsync"/>
    private async Task<JsonObject> AnswerAsync(string? busy, Func<CancellationToken, Task<JsonObject>> answer, Func<JsonObject> unknown)
    {
        try
        {
            return await patience.AskAsync(busy, answer, unknown);
        }
        catch (Exception e) when (e is SharingException or RuntimeMissingException or DirectiveException)
        {
            return unknown();
        }
    }

    private static JsonObject Matches(string code, CompletionList found)
    {
        var start = CodePoints.FromUtf16(code, found.Start);
        var end = CodePoints.FromUtf16(code, found.End);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                // Not part of the protocol, but JupyterLab and VS Code show what it says beside each choice.
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(item => (JsonNode)new JsonObject
                {
                    ["start"] = start,
                    ["end"] = end,
                    ["text"] = item.Text,
                    ["type"] = item.Kind,
                })]),
            },
        };
    }

    private static JsonObject Found(JsonObject? data) => new()
    {
        ["status"] = "ok",
        ["found"] = data is not null,
        ["data"] = data?.DeepClone() ?? new JsonObject(),
        ["metadata"] = new JsonObject(),
    };
}
