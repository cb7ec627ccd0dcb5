using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>What an editor asks about cells and variables; none of it runs a cell.</summary>
internal sealed class EditorAsks(Session session)
{
    /// <summary>An editor that waits longer shows nothing anyway.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether requests of a type are answered here.</summary>
    public static bool Answers(string type) => type is "complete" or "inspect" or "check" or "list" or "share" or "parameters";

    /// <summary>The answer to a request.</summary>
    /// <returns>The type of the event, and its fields.</returns>
    /// <exception cref="Exception">There is none; the message says why.</exception>
    public async Task<(string Type, JsonObject Fields)> AnswerAsync(JsonObject request)
    {
        using var giveUp = new CancellationTokenSource(patience);
        try
        {
            return await AnswerAsync(request, giveUp.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new SharingException("there is no answer while a cell runs.", e);
        }
    }

    private async Task<(string Type, JsonObject Fields)> AnswerAsync(JsonObject request, CancellationToken cancel)
    {
        var code = request.Text("code");
        var kernel = request.Text("kernel", KernelCatalog.DefaultKernel);
        var cursor = (int)Math.Clamp(request.Number("cursor") ?? code.Length, 0, code.Length);
        switch (request.Text("type"))
        {
            case "complete":
                var found = await session.Editor.CompleteAsync(code, kernel, cursor, cancel);
                return ("completions", new JsonObject
                {
                    ["start"] = found.Start,
                    ["end"] = found.End,
                    ["items"] = new JsonArray([.. found.Items.Select(item => (JsonNode)new JsonObject { ["text"] = item.Text, ["kind"] = item.Kind })]),
                });
            case "inspect":
                var data = await session.Editor.InspectAsync(code, kernel, cursor, cancel);
                return ("inspection", data is null ? [] : new JsonObject { ["data"] = data.DeepClone() });
            case "check":
                var whole = await session.Editor.CheckAsync(code, kernel, cancel);
                var problems = await session.Editor.FindProblemsAsync(code, kernel, cancel);
                return ("checked", new JsonObject
                {
                    ["status"] = JsonNamingPolicy.CamelCase.ConvertName(whole.ToString()),
                    ["problems"] = new JsonArray([.. problems.Select(each =>
                        (JsonNode)new JsonObject { ["start"] = each.Start, ["end"] = each.End, ["message"] = each.Message })]),
                });
            case "list":
                return ("variables", new JsonObject { ["variables"] = await VariablesAsync(kernel, cancel) });
            case "share":
                await ShareAsync(request, cancel);
                return ("ok", []);
            default:
                return ("parameters", EditorParameters.Of(code, kernel, request["values"] as JsonObject));
        }
    }

    /// <summary>What a language has; nothing where none of it has run, for a question is no reason to start it.</summary>
    private async Task<JsonArray> VariablesAsync(string name, CancellationToken cancel)
    {
        var variables = session.Kernels.Find(name) switch
        {
            ChildProcessKernel { ProcessId: null } => [],
            ILanguageKernel language => await language.ListVariablesAsync(cancel),
            _ => [],
        };
        return new JsonArray([.. variables.Select(each =>
            (JsonNode)new JsonObject { ["name"] = each.Name, ["type"] = each.Type, ["value"] = each.Value })]);
    }

    private async Task ShareAsync(JsonObject request, CancellationToken cancel)
    {
        var name = request.Text("name");
        var value = await Variables(request, "from").GetValueAsync(name, request.Text("mime", SharedValue.Json), cancel);
        await Variables(request, "to").SetValueAsync(request.Text("as", name), value, cancel);
    }

    private IVariableKernel Variables(JsonObject request, string field) =>
        session.Kernels.Find(request.Text(field)) as IVariableKernel
        ?? throw new SharingException($"\"{field}\" names no kernel that has variables: \"{request.Text(field)}\".");
}
