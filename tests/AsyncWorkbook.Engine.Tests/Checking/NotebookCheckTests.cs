using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Checking;

namespace AsyncWorkbook.Engine.Tests.Checking;

/// <summary>Each rule finds what it is about, says where, and finds nothing in a notebook that keeps it.</summary>
public sealed class NotebookCheckTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-check-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("var x = 1;\nnamespace A { }", 2, "namespace")]
    [InlineData("using var file = System.IO.File.OpenRead(\"a\");", 1, "using var")]
    [InlineData("// using var a = b;\n\nawait using var x = y;", 3, "using var")]
    [InlineData("\nSpan<int> few = stackalloc int[3];", 2, "span")]
    [InlineData("static class E\n{\n    extension(string text)\n    {\n    }\n}", 3, "extension blocks")]
    [InlineData("#!javascript\nimport fs from 'node:fs';", 2, "node:fs")]
    [InlineData("#!javascript\nconst fs = await import(\"node:fs/promises\");", 2, "node:fs/promises")]
    [InlineData("#!javascript\n// no process.exit here\nprocess.exit(1);", 3, "process")]
    [InlineData("#!javascript\nconst fs = require('fs');", 2, "require")]
    [InlineData("#!python\nimport asyncio\nasyncio.run(main())", 3, "asyncio.run")]
    [InlineData("#!python\nif True:\n    asyncio . run(main())", 3, "asyncio.run")]
    [InlineData("1\n#!python\n\nasyncio.run(main())", 4, "asyncio.run")]
    public void Code_that_other_hosts_do_not_run(string source, int line, string what)
    {
        var finding = Assert.Single(Check(Code(source)));
        Assert.Equal((1, "cell-1", line), (finding.Cell, finding.Id, finding.Line));
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Advice);
    }

    [Theory]
    [InlineData("var text = \"\"\"\nnamespace A;\nusing var x = y;\n\"\"\";")]
    [InlineData("void F() { using var x = y; Span<int> few = stackalloc int[3]; }")]
    [InlineData("using (var x = y) { }\nusing System.Threading;\nusing static System.Math;\nusing Alias = System.Int32;")]
    [InlineData("var c = '\"'; // namespace A;\nvar d = @\"a\"\"\nnamespace B { }\";")]
    [InlineData("#!javascript\nconst text = `import 'node:fs'; process.exit()`; // require('x')\nconst mine = self.process; worker.require();")]
    [InlineData("#!python\nscript = '''\nasyncio.run(main())\n'''\n# asyncio.run(x)\nawait main()")]
    [InlineData("#!python\nasync def nested():\n    try:\n        asyncio.run(main())\n    finally:\n        pass")]
    public void Code_that_only_looks_so(string source) => Assert.Empty(Check(Code(source)));

    [Fact]
    public void Keys_that_an_editor_would_sort()
    {
        var notebook = (JsonObject)Sorted(Notebook(Tagged(Code("1"), "a")))!;
        Assert.Empty(CheckAsItIs(notebook));

        var metadata = (JsonObject)notebook["cells"]![1]!["metadata"]!;
        metadata["a"] = new JsonArray(new JsonObject { ["y"] = 1, ["x"] = 2 });
        var finding = Assert.Single(CheckAsItIs(notebook));
        Assert.Equal((1, "cell-1", "\"a\" stands behind \"tags\" in metadata"), (finding.Cell, finding.Id, finding.What));

        metadata.Remove("a");
        metadata.Insert(0, "a", new JsonArray(new JsonObject { ["y"] = 1, ["x"] = 2 }));
        Assert.Equal("\"x\" stands behind \"y\" in metadata.a", Assert.Single(CheckAsItIs(notebook)).What);

        metadata.Remove("a");
        notebook["metadata"]!["another"] = 1;
        finding = Assert.Single(CheckAsItIs(notebook));
        Assert.Equal((null, "\"another\" stands behind \"polyglot_notebook\" in metadata"), (finding.Cell, finding.What));
    }

    [Fact]
    public void The_order_of_what_a_run_has_shown_is_no_finding()
    {
        var cell = Code("1");
        cell["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { ["text/plain"] = "1" } });
        var notebook = (JsonObject)Sorted(Notebook(cell))!;
        notebook["cells"]![1]!["outputs"] = cell["outputs"]!.DeepClone();
        Assert.DoesNotContain(CheckAsItIs(notebook), finding => finding.What.Contains("stands behind", StringComparison.Ordinal));
    }

    [Fact]
    public void Outputs_and_metadata_that_nest_deep_are_no_finding()
    {
        var deep = new JsonObject();
        for (var i = 0; i < 200; i++)
        {
            deep = new JsonObject { ["in"] = deep };
        }

        var cell = Code("1");
        cell["metadata"]!["deep"] = deep;
        Assert.Empty(Check(cell));
    }

    [Theory]
    [InlineData("local-only")]
    [InlineData("node-only")]
    public void Code_that_says_that_it_needs_Node(string tag) => Assert.Empty(Check(Tagged(Code("#!javascript\nprocess.exit(1);"), tag)));

    [Theory]
    [InlineData("#!javascript\nguests = ['Ada'];\n#!csharp\n#!set --name copied --value @javascript:guests", 4)]
    [InlineData("#!javascript\nguests = [];\n#!csharp\n#!share guests --from js", 4)]
    [InlineData("#!python\ndef guests(): pass\n\n#!csharp\n\n#!set --name copied --value @python:guests", 6)]
    public void What_is_fetched_before_it_is_assigned(string source, int line)
    {
        var finding = Only(Code("#!javascript\nguests = 1;"), Code(source));
        Assert.Equal((2, line), (finding.Cell, finding.Line));
        Assert.Contains("assigned by this very cell", finding.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("const { x } = await import('node:fs');\nrun = x;")]
    [InlineData("run = null;\nconst { x } = await import('node:fs');\nrun = x;")]
    [InlineData("const x = require('fs');\nrun = x;")]
    public void What_may_never_come(string code)
    {
        var finding = Only(Tagged(Code($"#!javascript\n{code}"), "local-only"), Code("#!set --name run --value @javascript:run"));
        Assert.Equal((2, 1), (finding.Cell, finding.Line));
        Assert.Contains("placeholder", finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run = 'not run';\nconst { x } = await import('node:fs');\nrun = x;", "local-only")]
    [InlineData("other.run = 1; if (run == 2) { } const f = (run) => run;", "node-only")]
    [InlineData("run = `import x`; const y = 'import'; // import\nrun = 2;", "node-only")]
    [InlineData("run = 1;", "hide-input")]
    public void What_comes_in_every_host(string code, string tag) =>
        Assert.Empty(Check(Tagged(Code($"#!javascript\n{code}"), tag), Code("#!set --name run --value @javascript:run"), Code("#!set --name text --value run")));

    [Fact]
    public void A_cell_says_its_kernel_twice()
    {
        Assert.Contains("only its metadata", Only(In("python", Code("1"))).What, StringComparison.Ordinal);
        Assert.Contains("only its first line", Only(In(null, Code("#!python\n1"))).What, StringComparison.Ordinal);
        Assert.Empty(Check(In("python", Code("\n#!python\n1")))); // empty lines before it do not matter
        Assert.Contains("its first line says python", Only(In("javascript", Code("#!python\n1"))).What, StringComparison.Ordinal);
        Assert.Contains("does not exist", Only(In("cobol", Code("1"))).What, StringComparison.Ordinal);
        Assert.Contains("not closed", Only(Code("#!set --name \"x")).What, StringComparison.Ordinal);
        var older = In("python", Code("#!python\n1"));
        older["metadata"]!["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" };
        Assert.Contains("dotnet_interactive.language", Only(older).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", "\"a b\"", "\"id\"")]
    [InlineData("id", "null", "\"id\"")]
    [InlineData("extra", "1", "\"extra\" is no part")]
    [InlineData("execution_count", "-1", "\"execution_count\"")]
    [InlineData("metadata", "{\"tags\": [\"a\", \"a\"]}", "\"metadata.tags\" holds the same thing twice")]
    [InlineData("metadata", "{\"tags\": [\"a,b\"]}", "tags")]
    [InlineData("outputs", "[{\"output_type\": \"stream\", \"name\": \"stdout\"}]", "\"text\" is missing")]
    [InlineData("outputs", "[{\"output_type\": \"song\"}]", "no output_type")]
    [InlineData("outputs", "[{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"text/plain\": {}}}]", "\"data.text/plain\" is not of a type")]
    public void A_cell_that_the_format_does_not_know(string property, string value, string what)
    {
        var cell = Code("1");
        cell[property] = JsonNode.Parse(value);
        Assert.Contains(Check(cell), finding => finding.Cell == 1 && finding.What.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public void Outputs_of_every_type_are_within_the_format()
    {
        var cell = Code("1");
        cell["outputs"] = JsonNode.Parse("""
            [
             {"output_type": "stream", "name": "stdout", "text": ["1\n", "2"]},
             {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "x", "application/json": {"a": [1]}, "application/vnd.plotly.v1+json": {"data": []}}},
             {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/html": ["<b>", "</b>"]}},
             {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["E: e"]}
            ]
            """);
        Assert.Equal("it holds outputs of a run", Only(cell).What);
    }

    [Fact]
    public void Lines_have_their_ends()
    {
        var cell = Code("");
        cell["source"] = new JsonArray("var a = 1;", "a");
        Assert.Contains("its lines have lost their ends", Only((JsonObject)cell.DeepClone()).What, StringComparison.Ordinal);
        cell["source"] = new JsonArray("var a = 1;\n", "a");
        Assert.Empty(Check(cell));
    }

    [Fact]
    public void Ids_are_unique_and_there()
    {
        var (one, two) = (Code("1"), Code("2"));
        two["id"] = "cell-0";
        Assert.Contains("cell 0 has the same id", Only(two).What, StringComparison.Ordinal);
        one["id"] = null;
        Assert.Contains(Check(one), finding => finding.What == "it has no id");
    }

    [Fact]
    public void A_run_is_not_committed()
    {
        var ran = Code("1");
        ran["execution_count"] = 3;
        Assert.Contains("workbook clean", Only(ran).Advice, StringComparison.Ordinal);
        Assert.Contains("parameters of a run", Only(Tagged(Code("1"), "injected-parameters")).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](missing.ipynb)", "no file \"missing.ipynb\"")]
    [InlineData("[a](#nowhere)", "no such section")]
    [InlineData("[a](other.ipynb#nowhere)", "no such section")]
    [InlineData("[a](/etc/passwd)", "a path of one machine")]
    [InlineData("[a](javascript:alert(1))", "leads nowhere")]
    [InlineData("<a href=\"missing.md\">a</a>", "no file \"missing.md\"")]
    [InlineData("![](loop.png)", "no description")]
    [InlineData("<img src=\"loop.png\">", "no description")]
    [InlineData("![a](missing.png)", "no file \"missing.png\"")]
    [InlineData("![a](attachment:missing.png)", "no attachment")]
    [InlineData("![a](https://example.org/a.png)", "have to be fetched")]
    public void A_link_or_image_that_does_not_work(string markdown, string what)
    {
        WriteFiles();
        var finding = Only(Markdown("text\n\n" + markdown));
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Equal(3, finding.Line);
    }

    [Theory]
    [InlineData("[a](other.ipynb) [b](other.ipynb#a-section-of-it) [c](#a-heading) [d](#cell-cell-0) [e](loop.png) [f](../)")]
    [InlineData("[a](https://example.org/x#y) [m](mailto:a@example.org) <https://example.org> ![a loop](loop.png) <img src='loop.png' alt='a loop'>")]
    [InlineData("`[a](missing.ipynb)`")]
    public void Links_that_lead_somewhere(string markdown)
    {
        WriteFiles();
        Assert.Empty(Check(Markdown("# A heading\n\n" + markdown)));
    }

    [Theory]
    [InlineData("text only", "without choices")]
    [InlineData("- `1`", "without choices")]
    [InlineData("- `1`\n- `2`\n- `1`", "are the same")]
    public void A_quiz_that_is_none(string question, string what) =>
        Assert.Contains(what, Only(Tagged(Markdown(question), "quiz"), Tagged(Code("1"), "quiz")).What, StringComparison.Ordinal);

    [Fact]
    public void A_quiz_has_a_question_and_an_answer()
    {
        Assert.Empty(Check(Tagged(Markdown("What?\n\n- `1`\n- `2`, or"), "quiz"), Tagged(Code("1"), "quiz")));
        Assert.Contains("no cell behind it answers", Only(Tagged(Markdown("- `1`\n- `2`"), "quiz"), Code("1")).What, StringComparison.Ordinal);
        Assert.Contains("no question stands before it", Only(Tagged(Code("1"), "quiz")).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_metadata_name_kernel_and_languages()
    {
        var notebook = Notebook(In("python", Code("#!python\n1")));
        notebook["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "python3" } };
        notebook["nbformat_minor"] = 4;
        var found = CheckWhole(notebook).Where(finding => finding.Cell is null).Select(finding => finding.What).ToList();
        Assert.Contains(found, what => what.Contains("kernelspec.name is \"python3\"", StringComparison.Ordinal));
        Assert.Contains(found, what => what.Contains("\"display_name\" is missing", StringComparison.Ordinal));
        Assert.Contains(found, what => what.Contains("do not name python", StringComparison.Ordinal));
        Assert.Contains(found, what => what.Contains("older than nbformat 4.5", StringComparison.Ordinal));
    }

    [Fact]
    public void The_book_keeps_every_rule()
    {
        foreach (var path in Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb"))
        {
            Assert.Empty(NotebookCheck.Check(path, Engine.Documents.Notebook.Load(path)).Select(finding => $"{path}: {finding}"));
        }
    }

    private static JsonObject Code(string source) => In(source.StartsWith("#!", StringComparison.Ordinal) ? source[2..].Split('\n')[0] : "csharp", new JsonObject
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    });

    private static JsonObject Markdown(string source) => new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = source };

    private static JsonObject In(string? kernel, JsonObject cell)
    {
        cell["metadata"] = kernel is null or not ("csharp" or "javascript" or "python" or "cobol")
            ? new JsonObject()
            : new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel } };
        return cell;
    }

    private static JsonObject Tagged(JsonObject cell, string tag)
    {
        cell["metadata"]!["tags"] = new JsonArray(tag);
        return cell;
    }

    /// <summary>A notebook that keeps every rule but what the cells do: a first cell, and they.</summary>
    private static JsonObject Notebook(params JsonObject[] cells)
    {
        JsonObject[] all = [Code("0"), .. cells];
        for (var i = 0; i < all.Length; i++)
        {
            all[i].TryAdd("id", $"cell-{i}");
        }

        return new JsonObject
        {
            ["cells"] = new JsonArray([.. all]),
            ["metadata"] = JsonNode.Parse("""
                {
                 "kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"},
                 "language_info": {"name": "polyglot-notebook"},
                 "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp", "items": [{"name": "csharp"}, {"name": "javascript"}, {"name": "python"}]}}
                }
                """),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
    }

    private void WriteFiles()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "loop.png"), "");
        File.WriteAllText(Path.Combine(folder.FullName, "other.ipynb"), Notebook(Markdown("# Other\n\n## A section of *it*")).ToJsonString());
    }

    private Finding Only(params JsonObject[] cells) => Assert.Single(Check(cells));

    private IReadOnlyList<Finding> Check(params JsonObject[] cells) => CheckWhole(Notebook(cells));

    private IReadOnlyList<Finding> CheckWhole(JsonObject notebook) => CheckAsItIs((JsonObject)Sorted(notebook)!);

    private IReadOnlyList<Finding> CheckAsItIs(JsonObject notebook) =>
        NotebookCheck.Check(Path.Combine(folder.FullName, "checked.ipynb"), Engine.Documents.Notebook.Parse(notebook.ToJsonString()));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
