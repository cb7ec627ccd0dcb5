using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Documents;

public sealed class DibTests
{
    private static readonly Gen<string> line = Gen.OneOf(
        "", "", " ", "var x = 1;", "# Heading", "  indented", "#!python", "#!js", "#!c#", "#!markdown", "#!md", "#!fsharp", "#!mine",
        "#!meta", "#!time", "#!value --name x", "#!python ", "#!", "{", "é 😀 \u2028", "\r", "x\r");

    private static readonly Gen<JsonObject> kernelMetadata = Gen.OneOf(
        "{}",
        """{"polyglot_notebook": {"kernelName": "csharp"}, "dotnet_interactive": {"language": "csharp"}}""",
        """{"polyglot_notebook": {"kernelName": "python"}, "tags": ["parameters"]}""",
        """{"dotnet_interactive": {"language": "javascript"}}""",
        """{"polyglot_notebook": {"kernelName": "mine"}}""",
        """{"polyglot_notebook": {"kernelName": "fsharp"}}""",
        """{"polyglot_notebook": {"kernelName": "two words"}}""",
        """{"polyglot_notebook": {"kernelName": "meta"}}""").Select(json => (JsonObject)JsonNode.Parse(json)!);

    private static readonly Gen<string> frame = Gen.OneOf(
        """{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}""",
        """{"nbformat": 4, "nbformat_minor": 2, "metadata": {"kernelspec": {"name": "python3", "language": "python"}, "kernelInfo": 1}}""",
        """{"nbformat": 4, "nbformat_minor": 5, "metadata": {"polyglot_notebook": {"kernelInfo": {"defaultKernelName": "python", "items": [{"name": "python", "aliases": ["py"]}, {"name": "mine"}]}, "more": [1]}}}""",
        """{"nbformat": 4, "nbformat_minor": 5, "unknown": {"a": null}, "metadata": {"polyglot_notebook": {"kernelInfo": {"items": []}}, "title": "#!meta", "workbook": {"cells": []}}}""");

    private static readonly Gen<JsonObject> cell = Gen.Select(
        Gen.OneOf("code", "code", "markdown", "raw"), line.Array[0, 6], kernelMetadata, Gen.Bool, Gen.Bool,
        (kind, lines, metadata, hasId, hasAttachment) =>
        {
            var json = new JsonObject { ["cell_type"] = kind, ["metadata"] = metadata.DeepClone(), ["source"] = string.Join('\n', lines) };
            if (hasId)
            {
                json["id"] = Guid.NewGuid().ToString("N")[..8];
            }

            if (hasAttachment && kind == "markdown")
            {
                json["attachments"] = new JsonObject { ["a.png"] = new JsonObject { ["image/png"] = "AAAA" } };
            }

            return json;
        });

    private static readonly Gen<Notebook> notebook = Gen.Select(frame, cell.Array[0, 6], (json, cells) =>
    {
        var all = (JsonObject)JsonNode.Parse(json)!;
        all["cells"] = new JsonArray([.. cells.Select(each => each.DeepClone())]);
        return Notebook.Parse(all.ToJsonString());
    });

    [Fact]
    public void Any_notebook_comes_back_from_a_dib_as_it_was_but_for_outputs() => notebook.Sample(original =>
    {
        var (text, _) = DibFormat.Write(original);
        var (read, lost) = DibFormat.Read(text);
        Assert.Equal(0, lost);
        Assert.Equal(Comparable(original), Comparable(read));
        Assert.Equal(text, DibFormat.Write(read).Text);
    });

    [Fact]
    public void Any_dib_comes_back_from_a_notebook_with_its_cells() => line.Array[0, 20].Sample(lines =>
    {
        var original = DibFormat.Read(string.Join('\n', lines.Where(each => each != "#!meta"))).Notebook;
        var again = DibFormat.Read(DibFormat.Write(original).Text).Notebook;
        Assert.Equal(original.ToString(), again.ToString());
    });

    [Fact]
    public void The_chapters_survive() => Assert.All(
        Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb"),
        path => Assert.Equal(File.ReadAllText(path), DibFormat.Read(DibFormat.Write(Notebook.Load(path)).Text).Notebook.ToString()));

    [Fact]
    public void Cells_are_split_at_lines_that_are_a_kernel_and_nothing_else()
    {
        var read = DibFormat.Read("""
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["mi"],"name":"mine"}]}}

            #!c#
            1 + 1

            #!markdown

            # Title

            #!js
            #!time
            return 1;
            #!value --name x
            text
            #!mi
            whatever
            #!md
            """.ReplaceLineEndings("\r\n")).Notebook;
        Assert.Equal(
            [("csharp", "1 + 1"), ("", "# Title"), ("javascript", "#!time\nreturn 1;\n#!value --name x\ntext"), ("mine", "whatever")],
            read.Cells.Select(each => (each.Kind == CellKind.Markdown ? "" : CellKernel.Of(read, each, KernelCatalog.Standard), each.Source)));
    }

    [Fact]
    public void A_plain_notebook_needs_nothing_kept()
    {
        var (text, _) = DibFormat.Write(DibFormat.Read("1 + 1\n#!markdown\n# Title").Notebook);
        Assert.Equal(
            """
            #!meta

            {
             "kernelInfo": {
              "defaultKernelName": "csharp",
              "items": [
               {
                "aliases": [],
                "name": "csharp"
               }
              ]
             }
            }

            #!csharp

            1 + 1

            #!markdown

            # Title

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Ids_and_tags_stay_with_their_cells_when_the_file_is_edited()
    {
        var (text, _) = DibFormat.Write(Three("first", "#!python\n2", "third"));
        var inserted = DibFormat.Read(text.Replace("#!csharp\n\nthird", "#!javascript\nnew\n#!csharp\n\nthird", StringComparison.Ordinal));
        Assert.Equal(0, inserted.LostRecords);
        Assert.Equal(["a", "b", "cell-0", "c"], inserted.Notebook.Cells.Select(each => each.Id));

        var edited = DibFormat.Read(text.Replace("\n2\n", "\n22\n", StringComparison.Ordinal)).Notebook;
        Assert.Equal(["a", "b", "c"], edited.Cells.Select(each => each.Id));
        Assert.Equal(["tag-b"], edited.Cells[1].Tags);
        Assert.Equal("#!python\n22", edited.Cells[1].Source);
    }

    [Fact]
    public void What_was_kept_for_a_cell_that_is_gone_is_counted()
    {
        var (text, _) = DibFormat.Write(Three("first", "second", "third"));
        var reading = DibFormat.Read(text.Replace("#!csharp\n\nsecond\n", "", StringComparison.Ordinal));
        Assert.Equal(1, reading.LostRecords);
        Assert.Equal(["a", "c"], reading.Notebook.Cells.Select(each => each.Id));
    }

    [Fact]
    public void Outputs_are_counted()
    {
        var original = Three("1", "2", "3");
        original.Cells[0].SetOutputs([new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "x" }], 1);
        Assert.Equal(1, DibFormat.Write(original).LostOutputs);
    }

    [Theory]
    [InlineData("#!meta\n{no\n#!csharp\n1")]
    [InlineData("#!meta\n[1]")]
    [InlineData("#!meta")]
    public void A_block_that_is_no_JSON_is_an_error(string text) =>
        Assert.Contains("#!meta", Assert.Throws<NotebookFormatException>(() => DibFormat.Read(text, "a.dib")).Message, StringComparison.Ordinal);

    private static Notebook Three(params string[] sources)
    {
        var cells = sources.Select((source, index) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["id"] = $"{(char)('a' + index)}",
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray($"tag-{(char)('a' + index)}") },
            ["outputs"] = new JsonArray(),
            ["execution_count"] = null,
            ["source"] = source,
        });
        var json = new JsonObject { ["cells"] = new JsonArray([.. cells]), ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 };
        return Notebook.Parse(json.ToJsonString());
    }

    /// <summary>A notebook as text, its cells' fields in order, without the outputs that code cells have or lack.</summary>
    private static string Comparable(Notebook notebook)
    {
        var json = (JsonObject)notebook.Json.DeepClone();
        foreach (var each in notebook.Cells.Zip(json["cells"]!.AsArray()))
        {
            var fields = each.Second!.AsObject();
            fields["source"] = each.First.Source;
            fields.Remove("outputs");
            fields.Remove("execution_count");
            var ordered = fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}: {field.Value?.ToJsonString()}").ToList();
            fields.Clear();
            fields["all"] = string.Join('\n', ordered);
        }

        return string.Join('\n', json.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}: {field.Value?.ToJsonString()}"));
    }
}
