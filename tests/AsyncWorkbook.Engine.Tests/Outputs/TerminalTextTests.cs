using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Html.Outputs;

namespace AsyncWorkbook.Engine.Tests.Outputs;

/// <summary>How printed text reads on an exported page: the cases of <c>tests/cells/terminal.json</c>, to which the live page is held, too.</summary>
public sealed class TerminalTextTests
{
    private static readonly JsonArray cases = (JsonArray)JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests", "cells", "terminal.json")))!;

    public static TheoryData<string> Names => [.. cases.Select(one => (string)one!["name"]!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_reads_as_on_a_terminal(string name)
    {
        var one = cases.Single(one => (string?)one!["name"] == name)!;

        Assert.Equal((string)one["html"]!, TerminalText.Join(TerminalText.Lines((string)one["printed"]!)).ToString());
    }
}
