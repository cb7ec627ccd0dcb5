namespace AsyncWorkbook.Architecture.Tests;

/// <summary>Programs that are one file belong to no project that a build would see.</summary>
public class FileProgramTests
{
    public static TheoryData<string> Programs => [.. Directory.EnumerateFiles(Repository.PathOf("bench"), "*.cs").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_benchmark_that_is_one_file_compiles(string name) =>
        Assert.Empty(ProjectCode.OfProgram(Repository.PathOf("bench", name)).Errors());
}
