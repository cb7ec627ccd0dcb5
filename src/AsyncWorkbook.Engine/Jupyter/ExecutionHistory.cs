using System.IO.Enumeration;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>The cells that this kernel has run and was asked to remember. It ends with the kernel.</summary>
internal sealed class ExecutionHistory
{
    /// <summary>There is one session, the kernel's own.</summary>
    private const int session = 1;

    /// <summary>Characters; a longer cell holds data, which nobody looks up.</summary>
    private const int longestCode = 1 << 20;

    private readonly Lock gate = new();
    private readonly List<(int Line, string Code)> entries = [];

    public void Add(int line, string code)
    {
        if (code.Length > longestCode)
        {
            return;
        }

        lock (gate)
        {
            entries.Add((line, code));
        }
    }

    /// <summary>The answer to a <c>history_request</c>: entries of session, line and code, oldest first.</summary>
    public JsonObject Reply(JsonObject request)
    {
        lock (gate)
        {
            return Find(request);
        }
    }

    private JsonObject Find(JsonObject request)
    {
        var found = request.Text("hist_access_type") switch
        {
            "range" => Range(request),
            "search" => Last(Search(request), request),
            _ => Last(entries, request),
        };
        var withOutput = request.Flag("output");
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(entry => Entry(entry.Line, entry.Code, withOutput))]),
        };
    }

    /// <summary>Outputs are not kept: their place is the notebook.</summary>
    private static JsonNode Entry(int line, string code, bool withOutput) => withOutput
        ? new JsonArray(session, line, new JsonArray(code, null))
        : new JsonArray(session, line, code);

    /// <summary>Session 0 is the current one, negative numbers count back from it; there are no others here.</summary>
    private IEnumerable<(int Line, string Code)> Range(JsonObject request)
    {
        var start = request.Number("start") ?? 0;
        var stop = request.Number("stop") ?? long.MaxValue;
        return request.Number("session") is null or 0 or session
            ? entries.Where(entry => entry.Line >= start && entry.Line < stop)
            : [];
    }

    private IEnumerable<(int Line, string Code)> Search(JsonObject request)
    {
        var pattern = request.Text("pattern", "*");
        var matching = entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Code, ignoreCase: false));
        return request.Flag("unique") ? matching.Reverse().DistinctBy(entry => entry.Code).Reverse() : matching;
    }

    private static IEnumerable<(int Line, string Code)> Last(IEnumerable<(int Line, string Code)> all, JsonObject request) =>
        request.Number("n") is { } count ? all.TakeLast((int)Math.Clamp(count, 0, int.MaxValue)) : all;
}
