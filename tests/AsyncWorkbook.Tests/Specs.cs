namespace AsyncWorkbook.Tests;

/// <summary>The specs in <c>data/</c>.</summary>
internal static class Specs
{
    /// <summary>Reads a spec by its id, such as <c>p01-chess-simul</c>.</summary>
    public static ProblemSpec Load(string id) => ProblemSpec.Load(Repository.PathOf("data", $"{id}.json"));
}
