using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Outputs;

/// <summary>What a cell tells programs of its checks.</summary>
public sealed class CheckTests
{
    [Fact]
    public void Checks_are_read_from_a_result_and_from_a_display()
    {
        foreach (var kind in new[] { "execute_result", "display_data" })
        {
            Assert.Equal(
                [new Check("a", true, ""), new Check("b", false, "because")],
                In(kind, """{"checks": [{"name": "a", "passed": true}, {"name": "b", "passed": false, "reason": "because"}]}"""));
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"checks\": 3}")]
    [InlineData("{\"checks\": [1, {\"name\": \"a\"}, {\"passed\": false}, {\"name\": 1, \"passed\": false}, {\"name\": \"a\", \"passed\": 0}]}")]
    public void What_has_another_shape_is_no_check(string shown) => Assert.Empty(In("display_data", shown));

    [Fact]
    public void An_output_without_data_has_none() =>
        Assert.Empty(Check.In(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "checks" }));

    private static IEnumerable<Check> In(string kind, string shown) =>
        Check.In(new JsonObject { ["output_type"] = kind, ["data"] = new JsonObject { [Check.MimeType] = JsonNode.Parse(shown) } });
}
