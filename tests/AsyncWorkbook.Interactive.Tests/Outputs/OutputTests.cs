using AsyncWorkbook.Interactive.Tests.RealKernel;

namespace AsyncWorkbook.Interactive.Tests.Outputs;

/// <summary>C# cells show here what they show in the real .NET Interactive, but for what the document lists.</summary>
public sealed class OutputTests(OutputComparison comparison) : IClassFixture<OutputComparison>
{
    public static TheoryData<string> Same { get; } = new(OutputCell.All.Where(cell => cell.Difference is null).Select(cell => cell.Name));

    public static TheoryData<string> Different { get; } = new(OutputCell.All.Where(cell => cell.Difference is not null).Select(cell => cell.Name));

    [Theory]
    [MemberData(nameof(Same))]
    public void A_cell_shows_the_same(string name)
    {
        Tool.Require();
        var (real, ours) = (comparison.Real[name], comparison.Ours[name]);
        Assert.True(real == ours, $"There:\n{real}\nHere:\n{ours}");
    }

    [Theory]
    [MemberData(nameof(Different))]
    public void A_documented_difference_is_there(string name)
    {
        Tool.Require();
        Assert.NotEqual(comparison.Real[name], comparison.Ours[name]);
    }

    [Fact]
    public void The_document_lists_the_differences_that_the_cells_name() => Assert.Equal(
        OutputCell.All.Select(cell => cell.Difference).OfType<string>().Distinct().Order(StringComparer.Ordinal),
        CompatibilityDocument.Table("Outputs that differ").Select(row => row[0]).Order(StringComparer.Ordinal));
}
