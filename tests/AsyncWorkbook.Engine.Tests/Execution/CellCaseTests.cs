using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Tests.Execution;

/// <summary>The cases of <c>tests/cells</c>, to which a page's session is held, too.</summary>
public sealed partial class CellCaseTests
{
    private static readonly Dictionary<string, JsonArray> files = new(StringComparer.Ordinal)
    {
        ["lines"] = Read("lines"),
        ["steps"] = Read("steps"),
        ["sessions"] = Read("sessions"),
    };

    public static TheoryData<string> Lines => Names("lines");

    public static TheoryData<string> Steps => Names("steps");

    public static TheoryData<string> Sessions => Names("sessions");

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_cell_has_these_lines(string name)
    {
        var (source, kernel, one) = Case("lines", name);

        var lines = CellReader.Lines(source, kernel, KernelCatalog.Standard);

        AssertJson(one["lines"], new JsonArray([.. lines.Select(line => Row(line.Kind.ToString().ToLowerInvariant(), line.Kernel))]));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_cell_has_these_steps(string name)
    {
        var (source, kernel, one) = Case("steps", name);
        if (one["error"] is { } error)
        {
            Assert.Equal((string?)error, Assert.Throws<DirectiveException>(() => SubmissionParser.Parse(source, kernel, KernelCatalog.Standard)).Message);
            return;
        }

        var steps = SubmissionParser.Parse(source, kernel, KernelCatalog.Standard);

        AssertJson(one["steps"], new JsonArray([.. steps.Select(ToJson)]));
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task A_cell_asks_this_of_its_kernels(string name)
    {
        var (source, kernel, one) = Case("sessions", name);
        var folder = Directory.CreateTempSubdirectory("workbook-cells-");
        try
        {
            foreach (var (path, text) in Members(one["files"]))
            {
                var file = new FileInfo(Path.Combine(folder.FullName, path));
                file.Directory!.Create();
                await File.WriteAllTextAsync(file.FullName, (string)text!, TestContext.Current.CancellationToken);
            }

            var calls = new JsonArray();
            var kernels = new[] { "csharp", "javascript", "python" }
                .Select(language => new RecordingKernel(language, calls, one["variables"]?[language] as JsonObject ?? [])).ToList();
            var others = KernelFactory.Create(new KernelOptions { WorkingDirectory = folder.FullName }).Where(each => each is not ChildProcessKernel);
            var options = new SessionOptions { WorkingDirectory = folder.FullName, Input = new Answers(one["answers"] as JsonObject ?? []) };
            await using var session = new Session(options, [.. kernels, .. others]);
            var sink = new NotebookOutputs().Begin(1);

            var status = await session.ExecuteAsync(source, kernel, "cell 3", sink, Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);

            Assert.Equal((string?)one["status"], status.ToString().ToLowerInvariant());
            AssertJson(one["calls"], calls);
            AssertJson(one["outputs"], JsonNode.Parse(WallTime().Replace(sink.Outputs.ToJsonString(), "Wall time: ...ms")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonArray Read(string file) => (JsonArray)JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests", "cells", $"{file}.json")))!;

    private static TheoryData<string> Names(string file) => [.. files[file].Select(one => (string)one!["name"]!)];

    private static (string Source, string Kernel, JsonObject Case) Case(string file, string name)
    {
        var one = (JsonObject)files[file].Single(one => (string?)one!["name"] == name)!;
        return ((string)one["source"]!, (string)one["kernel"]!, one);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? json) => json as JsonObject ?? [];

    private static JsonObject ToJson(SubmissionStep step)
    {
        var json = new JsonObject
        {
            ["type"] = step switch { CodeStep => "code", DirectiveStep => "directive", _ => "selector" },
            ["kernel"] = step.Kernel,
            ["line"] = step.Line,
        };
        if (step is CodeStep { Text: var code })
        {
            json["text"] = code;
        }

        if (step is SelectorStep { Text: var text })
        {
            json["text"] = text;
        }

        if (step is LineStep { Directive: var line })
        {
            json["name"] = line.FullName;
            json["args"] = Row([.. line.Arguments]);
            json["options"] = new JsonObject(line.Options.Select(option => KeyValuePair.Create(option.Key, (JsonNode?)option.Value)));
        }

        return json;
    }

    private static JsonArray Row(params ReadOnlySpan<string> texts)
    {
        var row = new JsonArray();
        foreach (var text in texts)
        {
            row.Add((JsonNode)text);
        }

        return row;
    }

    private static void AssertJson(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}\nactual   {actual?.ToJsonString()}");

    [GeneratedRegex(@"Wall time: [\d.]+ms")]
    private static partial Regex WallTime();

    /// <summary>Answers the reader's questions from the case.</summary>
    private sealed class Answers(JsonObject byPrompt) : IInput
    {
        public Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel) => Task.FromResult((string)byPrompt[prompt]!);
    }

    /// <summary>A language that runs nothing, and keeps what it was asked.</summary>
    private sealed class RecordingKernel(string name, JsonArray calls, JsonObject variables) : ILanguageKernel
    {
        public string Name => name;

        public void Start()
        {
        }

        public Task<string> GetVersionAsync() => Task.FromResult("1.0");

        public Task<ExecutionStatus> ExecuteAsync(Code code, IOutputSink sink, CancellationToken interrupt)
        {
            Add("execute", code.Text, code.Line, code.File);
            if (code.Text.Trim() != "fail")
            {
                return Task.FromResult(ExecutionStatus.Ok);
            }

            sink.Emit(new ErrorOutput("Error", "failed", ["Error: failed"]));
            return Task.FromResult(ExecutionStatus.Error);
        }

        public Task<SharedValue> GetValueAsync(string variable, string mime, CancellationToken cancel)
        {
            Add("get", variable, mime);
            return variables.ContainsKey(variable)
                ? Task.FromResult(new SharedValue(mime, variables[variable]?.DeepClone()))
                : throw new SharingException(string.Create(CultureInfo.InvariantCulture, $"there is no \"{variable}\"."));
        }

        public Task SetValueAsync(string variable, SharedValue value, CancellationToken cancel)
        {
            Add("set", variable, value.Mime, value.Value?.DeepClone());
            return Task.CompletedTask;
        }

        public Task<CompletionList> CompleteAsync(string code, int cursor, CancellationToken cancel) => throw new SharingException("none");

        public Task<JsonObject?> InspectAsync(string code, int cursor, CancellationToken cancel) => throw new SharingException("none");

        public Task<Completeness> CheckAsync(string code, CancellationToken cancel) => throw new SharingException("none");

        public Task<IReadOnlyList<Variable>> ListVariablesAsync(CancellationToken cancel)
        {
            Add("list");
            return Task.FromResult<IReadOnlyList<Variable>>([new("boards", "int", "24"), new("pace", "float", "1.0")]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void Add(string command, params JsonNode?[] rest) => calls.Add((JsonNode)new JsonArray([name, command, .. rest]));
    }
}
