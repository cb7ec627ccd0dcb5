using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Documents;

public sealed class NotebookTests
{
    /// <summary>Everything that JSON can hold: any text (emoji, control characters), numbers in their own spelling, nesting.</summary>
    private static readonly Gen<string> anyJson = Gen.Recursive<string>((depth, json) =>
        depth > 3
            ? Leaf
            : Gen.Frequency(
                (3, Leaf),
                (1, json.Array[0, 4].Select(items => $"[{string.Join(",", items)}]")),
                (1, Gen.Select(Gen.Char['a', 'e'], json).Array[0, 4].Select(members =>
                    $"{{{string.Join(",", members.DistinctBy(member => member.Item1).Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}"))));

    private static Gen<string> Leaf => Gen.OneOf(
        Gen.OneOf("1", "1.0", "-0.0", "1e5", "1E-7", "12345678901234567890123", "true", "false", "null", "\"\""),
        AnyText.Select(text => JsonValue.Create(text).ToJsonString()));

    private static Gen<string> AnyText => Gen.OneOf(
        Gen.String[Gen.Char['\u0000', '\u00ff'], 0, 20],
        Gen.OneOf("😀 <é> \u2028 \u007f", "a\\b\"c/d", "𝔘𝔫𝔦", "</script>&amp;'+"));

    [Fact]
    public void Any_notebook_keeps_its_JSON_and_ours_their_bytes() => anyJson.Sample(json =>
    {
        var text = $$"""
            {"metadata": {"unknown": {{json}} }, "nbformat": 4, "nbformat_minor": 5, "cells": [
              {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# x\n", "y"], "attachments": {"z.png": {{json}} } },
              {"cell_type": "code", "id": "b", "metadata": {"deep": {{json}} }, "execution_count": null, "outputs": [{{json}}], "source": "1"}]}
            """;
        var written = Notebook.Parse(text).ToString();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(written)));
        Assert.Equal(written, Notebook.Parse(written).ToString());
        Assert.Contains(json is "1.0" or "1E-7" ? json : "", written, StringComparison.Ordinal);
    });

    [Fact]
    public void Text_is_written_as_Jupyter_writes_it()
    {
        const string Text = "{\n \"cells\": [],\n \"metadata\": {\n  \"a\": \"😀 é <&>' \\\"\\\\\\n\\u0001\"\n },\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n";
        Assert.Equal(Text, Notebook.Parse(Text).ToString());
    }

    [Theory]
    [InlineData(@"a\ud800b", "a\ufffdb")]
    [InlineData(@"\uDC00\ud83d", "\ufffd\ufffd")]
    [InlineData(@"\ud83d\ud83d\ude00", "\ufffd😀")]
    [InlineData(@"\\ud800", @"\ud800")]
    [InlineData(@"\\\ud800\\", "\\\ufffd\\")]
    public void Half_a_surrogate_pair_is_a_replacement_character(string json, string expected)
    {
        var text = $$"""{"nbformat": 4, "metadata": {"{{json}}": "{{json}}"}, "cells": [{"cell_type": "code", "source": "{{json}}"}]}""";
        var notebook = Notebook.Parse(text);

        Assert.Equal(expected, notebook.Cells[0].Source);
        Assert.Equal(expected, (string?)Notebook.Parse(notebook.ToString()).Metadata[expected]);
        Assert.Equal(expected, (string?)NotebookJson.Parse(System.Text.Encoding.UTF8.GetBytes(text))!["metadata"]![expected]);
    }

    /// <summary>Long texts are written in parts; where they are cut may be anything.</summary>
    [Theory]
    [InlineData(65_535, "😀")]
    [InlineData(65_536, "😀")]
    [InlineData(131_071, "😀\u0001")]
    [InlineData(65_535, "\"")]
    [InlineData(65_535, "\n\\")]
    [InlineData(65_534, "é\u2028")]
    [InlineData(131_072, "")]
    public void A_long_text_is_written_as_a_short_one_is(int before, string text)
    {
        var start = new string('x', before);
        var expected = NotebookJson.WriteLine(JsonValue.Create(text));

        Assert.Equal($"\"{start}{expected[1..^1]}y\"", NotebookJson.WriteLine(JsonValue.Create($"{start}{text}y")));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    public void A_file_is_UTF_8_or_what_its_mark_says(string name, bool hasMark)
    {
        var encoding = System.Text.Encoding.GetEncoding(name);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "'é😀'"}]}""")]);

            Assert.Equal("'é😀'", Notebook.Load(path).Cells[0].Source);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_is_no_text_in_a_file_is_a_replacement_character()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. """{"nbformat": 4, "cells": [{"cell_type": "code", "source": "a"""u8, 0xFF, .. "\"}]}"u8]);

            Assert.Equal("a\uFFFD", Notebook.Load(path).Cells[0].Source);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_chapters_are_written_byte_for_byte() => Assert.All(
        Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb"),
        path => Assert.Equal(File.ReadAllText(path), Notebook.Load(path).ToString()));

    [Theory]
    [InlineData("\"a\\nb\"", "a\nb")]
    [InlineData("[\"a\\n\", \"b\"]", "a\nb")]
    [InlineData("[]", "")]
    public void A_source_is_text_or_lines(string source, string expected) =>
        Assert.Equal(expected, Notebook.Parse($$"""{"nbformat": 4, "cells": [{"cell_type": "code", "source": {{source}} }]}""").Cells[0].Source);

    [Theory]
    [InlineData("""{"polyglot_notebook": {"kernelName": "python"}, "dotnet_interactive": {"language": "javascript"}}""", "{}", "python")]
    [InlineData("""{"dotnet_interactive": {"language": "js"}}""", "{}", "javascript")]
    [InlineData("{}", """{"polyglot_notebook": {"kernelInfo": {"defaultKernelName": "javascript"}, "defaultKernelName": "python"}}""", "javascript")]
    [InlineData("{}", """{"polyglot_notebook": {"defaultKernelName": "python"}, "dotnet_interactive": {"defaultKernelName": "csharp"}}""", "python")]
    [InlineData("{}", """{"dotnet_interactive": {"defaultKernelName": "python"}, "kernelspec": {"language": "C#"}}""", "python")]
    [InlineData("{}", """{"kernelspec": {"language": "python", "name": ".net-csharp"}}""", "python")]
    [InlineData("{}", """{"kernelspec": {"name": ".net-csharp"}}""", "csharp")]
    [InlineData("{}", """{"kernelspec": {"name": ".net-fsharp"}}""", "fsharp")]
    [InlineData("{}", "{}", "csharp")]
    public void The_kernel_comes_from_the_cell_and_then_from_the_notebook(string cell, string notebook, string expected)
    {
        var parsed = Notebook.Parse(
            $$"""{"nbformat": 4, "metadata": {{notebook}}, "cells": [{"cell_type": "code", "metadata": {{cell}}, "source": ""}]}""");
        Assert.Equal(expected, CellKernel.Of(parsed, parsed.Cells[0], KernelCatalog.Standard));
    }
}
