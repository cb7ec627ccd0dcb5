using System.Text.Json;
using CsCheck;

namespace AsyncWorkbook.Tests;

/// <summary>What a reader types is refused in one line where the spec's rules do not hold for it.</summary>
public sealed class ParameterCheckTests
{
    public static TheoryData<string> Names => EverySpecTests.Names;

    [Fact]
    public void What_is_within_the_ranges_comes_back()
    {
        var given = new { boards = 1, moves = 100, host = 0.05, opponent = 12.5 };
        Assert.Same(given, Specs.Load("p01-chess-simul").Check(given));
    }

    [Theory]
    [InlineData("0", "boards is 0; it takes a whole number from 1 to 100 (boards).")]
    [InlineData("-1", "boards is -1; it takes a whole number from 1 to 100 (boards).")]
    [InlineData("101", "boards is 101; it takes a whole number from 1 to 100 (boards).")]
    [InlineData("2.5", "boards is 2.5; it takes a whole number from 1 to 100 (boards).")]
    [InlineData("\"many\"", "boards is \"many\"; it takes a whole number from 1 to 100 (boards).")]
    [InlineData("null", "boards is null; it takes a whole number from 1 to 100 (boards).")]
    public void What_is_not_is_refused_with_its_name_and_range(string boards, string message)
    {
        var given = new { boards = JsonDocument.Parse(boards).RootElement };
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Specs.Load("p01-chess-simul").Check(given)).Message);
    }

    [Fact]
    public void A_relation_of_parameters_is_a_part_of_the_range()
    {
        var spec = Specs.Load("p25-cancelling-in-depth");
        Assert.Equal(
            "patience is 60; it takes a multiple of 0.05 from 0.05 to 100000 (s), and less than climb, which is 10.",
            Assert.Throws<ArgumentException>(() => spec.Check(new { patience = 60 })).Message);
        Assert.NotNull(spec.Check(new { patience = 60, climb = 61 }));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var error = Assert.Throws<ArgumentException>(() => Specs.Load("p01-chess-simul").Check(new { boards = 0, moves = 3, masters = 0 }));
        Assert.StartsWith("boards is 0; ", error.Message, StringComparison.Ordinal);
        Assert.Contains(" masters is 0; ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("moves", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_parameter_is_refused() => Assert.Contains(
        "has no parameter 'bords'; there are boards, ",
        Assert.Throws<KeyNotFoundException>(() => Specs.Load("p01-chess-simul").Check(new { bords = 3 })).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(""" "value": 1, "unit": "", "about": "" """)]
    [InlineData(""" "value": 1, "unit": "", "about": "", "min": 2, "max": 3, "step": 1 """)]
    [InlineData(""" "value": 1, "unit": "", "about": "", "min": 0, "max": 3, "step": 0 """)]
    public void A_parameter_without_a_range_is_no_parameter(string parameter)
    {
        using var file = new TemporaryFile($$"""
            { "id": "x", "title": "x", "about": "x", "sources": [], "parameters": { "n": { {{parameter}} } }, "variants": {}, "examples": [] }
            """);
        Assert.Contains("'n'", Assert.Throws<FormatException>(() => ProblemSpec.Load(file.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_defaults_and_whatever_is_drawn_from_the_ranges_are_accepted(string name)
    {
        var spec = Specs.Load(name);
        spec.Check(spec.Parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Value));
        spec.Check(SpecDraws.Least(spec));
        SpecDraws.Of(spec).Sample(parameters => { spec.Check(parameters); }, iter: 100, threads: 1, print: parameters => JsonSerializer.Serialize(parameters));
    }
}
