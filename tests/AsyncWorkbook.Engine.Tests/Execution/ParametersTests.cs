using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Engine.Tests.Execution;

public sealed class ParametersTests
{
    [Theory]
    [InlineData("01234", "x = 1234")]
    [InlineData("-007", "x = -7")]
    [InlineData("00.5", "x = 0.5")]
    [InlineData("000", "x = 0")]
    [InlineData("0", "x = 0")]
    [InlineData("0x10", "x = \"0x10\"")]
    [InlineData("true", "x = True")]
    public void A_value_is_code_of_the_cells_language(string value, string expected) =>
        Assert.Equal($"#!python\n{expected}", Injected("#!python\nx = 1", "csharp", value));

    [Theory]
    [InlineData("#!time\nx = 1", "python", "x = True")]
    [InlineData("#!time\nvar x = 1;", "csharp", "x = true;")]
    public void A_first_line_that_selects_no_kernel_leaves_the_cells_own(string source, string kernel, string expected) =>
        Assert.Equal(expected, Injected(source, kernel, "true"));

    private static string Injected(string source, string kernel, string value)
    {
        var cell = new JsonObject
        {
            ["cell_type"] = "code",
            ["metadata"] = new JsonObject
            {
                ["tags"] = new JsonArray("parameters"),
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel },
            },
            ["source"] = source,
        };
        var notebook = Notebook.Parse(new JsonObject { ["nbformat"] = 4, ["cells"] = new JsonArray(cell) }.ToJsonString());
        Parameters.Inject(notebook, new Dictionary<string, string> { ["x"] = value });
        return notebook.Cells[1].Source;
    }
}
