namespace AsyncWorkbook.Cli.Tests;

/// <summary>What <c>export</c> writes.</summary>
[StartsProcesses]
public sealed class ExportTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--single-file")]
    public async Task Two_exports_of_the_same_run_are_the_same_to_the_byte(params string[] options)
    {
        // Each in a process of its own: what hashes of texts could put into another order differs from one to the next.
        var samples = Repository.PathOf("tests", "samples");
        foreach (var folder in new[] { "one", "two" })
        {
            Assert.Equal(0, (await workbook.RunAsync(["export", samples, "--no-execute", "--out", folder, .. options])).ExitCode);
        }

        var first = Files("one");
        Assert.True(first.Count > Directory.GetFiles(samples, "*.ipynb").Length, string.Join(", ", first.Keys));
        Assert.Equal(first, Files("two"));
    }

    private Dictionary<string, string> Files(string folder) => Directory.GetFiles(Path.Combine(workbook.Folder, folder), "*", SearchOption.AllDirectories)
        .ToDictionary(
            path => Path.GetRelativePath(Path.Combine(workbook.Folder, folder), path),
            path => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))));
}
