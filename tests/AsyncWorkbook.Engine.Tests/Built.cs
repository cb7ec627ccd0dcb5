namespace AsyncWorkbook.Engine.Tests;

/// <summary>What <c>dotnet build src/publish.proj</c> left in <c>artifacts</c>: tests drive the real thing.</summary>
internal static class Built
{
    /// <summary>The folder with one worker a language.</summary>
    public static string Workers => Repository.PathOf("artifacts", "workbook", "workers");
}
