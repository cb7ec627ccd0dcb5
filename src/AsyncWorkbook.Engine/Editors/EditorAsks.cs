using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>What an editor asks about cells and variables; none of it runs a cell.</summary>
/// <param name="session">The session.</param>
/// <param name="isBusy">Tells whether a cell runs.</param>
internal sealed class EditorAsks(Session session, Func<bool> isBusy)
{
    private readonly EditorPatience patience = new();

    /// <summary>Whether requests of a type are answered here.</summary>
    public static bool Answers(string type) => type is "complete" or "inspect" or "check" or "list" or "share" or "parameters";

    /// <summary>The answer to a request.</summary>
    /// <returns>The type of the event, and its fields.</returns>
    /// <exception cref="Exception">There is none; the message says why.</exception>
    public Task<(string Type, JsonObject Fields)> AnswerAsync(JsonObject request)
    {
        var (type, code, kernel, cursor) = Cell(request);
        var asked = type switch
        {
            "complete" or "inspect" or "check" => session.Editor.KernelAt(code, kernel, cursor),
            "list" => request.Text("kernel", "all"),
            _ => null, // what changes something is not left to happen later
        };
        return patience.AskAsync(isBusy() ? asked : null, cancel => AnswerAsync(request, cancel), () => type switch
        {
            "complete" => Completions(session.Editor.Guess(code, kernel, cursor)),
            "inspect" => ("inspection", []),
            _ => throw new SharingException("there is no answer while a cell runs."),
        });
    }

    private async Task<(string Type, JsonObject Fields)> AnswerAsync(JsonObject request, CancellationToken cancel)
    {
        var (type, code, kernel, cursor) = Cell(request);
        switch (type)
        {
            case "complete":
                return Completions(await session.Editor.CompleteAsync(code, kernel, cursor, cancel));
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
                var asked = request["kernel"] is null ? session.Kernels.Catalog.Languages.Select(each => each.Name) : [kernel];
                var listed = await Task.WhenAll(asked.Select(each => VariablesAsync(each, cancel)));
                return ("variables", new JsonObject { ["variables"] = new JsonArray([.. listed.SelectMany(each => each)]) });
            case "share":
                await ShareAsync(request, cancel);
                return ("ok", []);
            default:
                return ("parameters", EditorParameters.Of(code, kernel, request["values"]));
        }
    }

    private static (string Type, string Code, string Kernel, int Cursor) Cell(JsonObject request)
    {
        var code = request.Text("code");
        var cursor = (int)Math.Clamp(request.Number("cursor") ?? code.Length, 0, code.Length);
        return (request.Text("type"), code, request.Text("kernel", KernelCatalog.DefaultKernel), cursor);
    }

    private static (string Type, JsonObject Fields) Completions(CompletionList found) => ("completions", new JsonObject
    {
        ["start"] = found.Start,
        ["end"] = found.End,
        ["items"] = new JsonArray([.. found.Items.Select(item => (JsonNode)new JsonObject { ["text"] = item.Text, ["kind"] = item.Kind })]),
    });

    /// <summary>What a language has; nothing where none of it has run, for a question is no reason to start it.</summary>
    private async Task<IEnumerable<JsonNode>> VariablesAsync(string name, CancellationToken cancel)
    {
        var variables = session.Kernels.Find(name) switch
        {
            ChildProcessKernel { ProcessId: null } => [],
            ILanguageKernel language => await language.ListVariablesAsync(cancel),
            _ => [],
        };
        return variables.Select(each =>
            new JsonObject { ["kernel"] = session.Kernels.Catalog.Canonical(name), ["name"] = each.Name, ["type"] = each.Type, ["value"] = each.Value });
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
