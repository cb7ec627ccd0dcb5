using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Mutants.Sweeping;

/// <summary>How a cell ended, and what it shows.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Outputs">What it shows, as nbformat records it.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record CellOutcome(CellStatus Status, JsonArray Outputs, TimeSpan Elapsed)
{
    private string? shown;
    private string? shownInTime;

    /// <summary>The checks in its outputs.</summary>
    public IEnumerable<Check> Checks => Outputs.OfType<JsonObject>().SelectMany(Check.In);

    /// <summary>Whether the cell did what it should, and all its checks hold.</summary>
    public bool IsFine => Status is CellStatus.Ok or CellStatus.ExpectedError && Checks.All(check => check.Passed);

    /// <summary>Whether both show the same.</summary>
    public bool ShowsAs(CellOutcome other) => Shown == other.Shown;

    /// <summary>Whether both show the same, but for warnings: Python tells when it collects garbage what it lost in cells before.</summary>
    public bool ShowsAsButForWarnings(CellOutcome other) => ShownInTime == other.ShownInTime;

    private string Shown => shown ??= Text(Outputs);

    private string ShownInTime => shownInTime ??= Text(Outputs.Where(output => (string?)output!["name"] != "stderr"));

    private static string Text(IEnumerable<JsonNode?> outputs) => string.Concat(outputs.Select(output =>
    {
        var copy = (JsonObject)output!.DeepClone();
        copy.Remove("execution_count");
        return copy.ToJsonString();
    }));
}
