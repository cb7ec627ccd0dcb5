using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Parsing;

public sealed class SubmissionParserTests
{
    private static readonly Gen<string> line = Gen.OneOf(
        "var x = 1;", "", "  indented", "#region a", "# comment", "#if DEBUG", " #!python", "#!/usr/bin/env x", "#!", "#rest", "x #!js");

    private static readonly Gen<string> selector = Gen.OneOf("#!python", "#!js", "#!c#", "#!markdown");

    [Fact]
    public void Code_keeps_its_text_its_place_and_its_kernel() =>
        Gen.Select(selector, line.Array[0, 5]).Array[1, 4].Sample(sections =>
        {
            var source = string.Join('\n', sections.SelectMany(section => section.Item2.Prepend(section.Item1)));
            var lines = source.Split('\n');
            var steps = Parse(source, "csharp");
            foreach (var step in steps.Cast<CodeStep>())
            {
                var code = step.Text.Split('\n');
                Assert.Equal(lines.Skip(step.Line - 1).Take(code.Length), code);
            }

            var expected = sections.Where(section => section.Item2.Any(text => text.Trim().Length > 0)).Select(section => section.Item1);
            var names = new Dictionary<string, string>
            {
                ["python"] = "#!python",
                ["javascript"] = "#!js",
                ["csharp"] = "#!c#",
                ["markdown"] = "#!markdown",
            };
            Assert.Equal(expected, steps.Select(step => names[step.Kernel]));
        });

    [Fact]
    public void Code_keeps_every_character_but_carriage_returns() => Assert.Equal(
        new CodeStep("csharp", "\"\u0085\u2028\u2029\f\"\n1\n2", 1),
        Assert.Single(Parse("\"\u0085\u2028\u2029\f\"\r\n1\r2", "csharp")));

    [Fact]
    public void References_come_before_the_code_of_their_section()
    {
        var steps = Parse("var a = 1;\n#r \"lib/x.dll\"\na\n#!js\nreturn 1;", "csharp");
        Assert.Equal(
            [
                new CodeStep("csharp", "#r \"lib/x.dll\"", 2),
                new CodeStep("csharp", "var a = 1;\n\na", 1),
                new CodeStep("javascript", "return 1;", 5),
            ],
            steps);
    }

    [Fact]
    public void Directives_run_where_they_stand()
    {
        var steps = Parse("var a = 1;\n#!time\na", "csharp");
        Assert.Collection(
            steps,
            step => Assert.Equal(new CodeStep("csharp", "var a = 1;", 1), step),
            step => Assert.Equal(("time", 2), (Assert.IsType<DirectiveStep>(step).Directive.Name, step.Line)),
            step => Assert.Equal(new CodeStep("csharp", "a", 3), step));
    }

    [Theory]
    [InlineData("#!set --name x --value @javascript:y", "x", "@javascript:y")]
    [InlineData("#!set --value \"two words \\\"quoted\\\"\" --name x", "x", "two words \"quoted\"")]
    [InlineData("#!set --name x --value {\"a\": [1, \"}\"]}", "x", "{\"a\": [1, \"}\"]}")]
    [InlineData("#!set --name x --value @input:\"your name\"", "x", "@input:\"your name\"")]
    [InlineData("#!set --name x --value -5", "x", "-5")]
    public void Options_have_words_quotes_or_JSON(string text, string name, string value)
    {
        var directive = DirectiveParser.Parse(text);
        Assert.Equal((name, value), (directive.Required("name"), directive.Required("value")));
    }

    [Theory]
    [InlineData("#!set --name \"x")]
    [InlineData("#!set --value {\"a\": 1")]
    public void An_open_quote_or_bracket_is_an_error(string text) =>
        Assert.Contains("not closed", Assert.Throws<DirectiveException>(() => DirectiveParser.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_value_survives_quoting() => Gen.String[Gen.Char[' ', '~'], 0, 30].Sample(value =>
    {
        var quoted = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        Assert.Equal(value, DirectiveParser.Parse($"#!set --name x --value \"{quoted}\"").Required("value"));
    });

    private static IReadOnlyList<SubmissionStep> Parse(string source, string kernel) =>
        SubmissionParser.Parse(source, kernel, KernelCatalog.Standard);
}
