using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Parsing;

/// <summary>The one reader of a cell's lines, on which running, colouring, checking and completing rest.</summary>
public sealed class CellReaderTests
{
    private static readonly Gen<string> text = Gen.OneOf(
        "", "x", "#!python", "#!js ", "#!C#", "#!value --name x", "#!time", "#!unknown", "#!", "#!/bin/sh", " #!python", "#r \"a.dll\"", "#region", "\f");

    private static readonly Gen<string> end = Gen.OneOf("\n", "\r\n", "\r");

    [Fact]
    public void Lines_and_their_ends_are_the_whole_cell() => Gen.Select(text.Array[0, 6], end).Sample((parts, end) =>
    {
        var source = string.Concat(parts.Select(part => part + end));
        var lines = Lines(source).ToList();
        Assert.Equal(parts.Append(""), lines.Select(line => line.Text));
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.Number));
        Assert.All(lines, line => Assert.Equal(line.Text, source[line.Start..line.End]));
        Assert.Equal(source.Length, lines[^1].End);
    });

    [Fact]
    public void A_line_belongs_to_the_kernel_that_was_selected_last() => text.Array[0, 8].Sample(parts =>
    {
        var kernel = "csharp";
        foreach (var line in Lines(string.Join('\n', parts)))
        {
            kernel = line.Text switch
            {
                "#!python" => "python",
                "#!js " => "javascript",
                "#!C#" => "csharp",
                "#!value --name x" => "value",
                _ => kernel,
            };
            Assert.Equal(kernel, line.Kernel);
        }
    });

    [Theory]
    [InlineData("#!python", CellLineKind.Selector)]
    [InlineData("#!js\t--x", CellLineKind.Selector)]
    [InlineData("#!time", CellLineKind.Directive)]
    [InlineData("#!pythons", CellLineKind.Directive)]
    [InlineData("#r \"nuget: A\"", CellLineKind.Directive)]
    [InlineData("#!python\n#r \"nuget: A\"", CellLineKind.Code)]
    [InlineData(" #!python", CellLineKind.Code)]
    [InlineData("x #!python", CellLineKind.Code)]
    [InlineData("#!", CellLineKind.Code)]
    [InlineData("#!/usr/bin/env python", CellLineKind.Code)]
    [InlineData("#region", CellLineKind.Code)]
    internal void A_line_is_what_it_begins_with(string source, CellLineKind expected) => Assert.Equal(expected, Lines(source).Last().Kind);

    [Theory]
    [InlineData("#!python\n1", "#!python")]
    [InlineData("\n \n#!js\n1", "#!js")]
    [InlineData("1\n#!python", null)]
    [InlineData(" #!python", null)]
    [InlineData("#!time\n#!python", null)]
    [InlineData("", null)]
    public void A_cell_may_open_with_a_selector(string source, string? expected) =>
        Assert.Equal(expected, CellReader.Opening(source, "csharp", KernelCatalog.Standard)?.Text);

    [Theory]
    [InlineData("var s = \"\"\"\n#!python\n#r \"nuget: A\"\n\"\"\";", 1)]
    [InlineData("var s = @\"\n#!python\n\";", 1)]
    [InlineData("/*\n#!python\n#!time\n*/", 1)]
    [InlineData("#!javascript\nconst s = `it's\n#!python\n${1}`;", 2)]
    [InlineData("#!javascript\n/* it's\n#!csharp\n*/", 2)]
    [InlineData("#!python\ns = '''\n#!time\n#!csharp\n'''", 2)]
    [InlineData("#!set --name s --value \"it's\"\nvar s = \"\"\"\n#!python\n\"\"\";", 2)]
    [InlineData("#!javascript\nconst s = `\n#!time\n\n#!python\n#!csharp\n`", 2)]
    [InlineData("#!time\n#!set --name s --value \"it's\"\n#!time\nvar s = \"it's\"; /*\n#!time\n*/ s = @\"\n#!python\n\";", 4)]
    public void A_line_in_a_string_or_comment_of_more_lines_is_text(string source, int first) =>
        Assert.All(Lines(source).Where(line => line.Number >= first), line => Assert.Equal(CellLineKind.Code, line.Kind));

    [Theory]
    [InlineData("#!python\n# it's a comment\n#!csharp\n'x'", 3)]
    [InlineData("/* not closed\n#!python", 2)]
    [InlineData("var s = \"`\";\n#!javascript\n`", 2)]
    [InlineData("#!set --name s --value \"it's\"\n#!python\nx = 'it'", 2)]
    [InlineData("var s = \"\"\"a\"\"\";\n#!python\n\"\"\"b\"\"\"", 2)]
    [InlineData("#!html\n<!-- `\n#!python\n` -->", 3)]
    [InlineData("#!set --name a --value 'x\n#!time\n#!set --name b --value 'y\n#!python\nx", 4)]
    [InlineData("#!python\ns = '''\n#!time\n'''\n#!time\n#!csharp\n'x'", 6)]
    public void A_line_outside_of_them_is_what_it_begins_with(string source, int line) =>
        Assert.Equal(CellLineKind.Selector, Lines(source).Single(each => each.Number == line).Kind);

    private static IEnumerable<CellLine> Lines(string source) => CellReader.Lines(source, "csharp", KernelCatalog.Standard);
}
