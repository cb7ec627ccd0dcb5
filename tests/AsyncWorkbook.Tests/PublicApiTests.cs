using PublicApiGenerator;

namespace AsyncWorkbook.Tests;

/// <summary>What cells can say is approved text: whoever changes it sees the change, and so does who reads it.</summary>
public class PublicApiTests
{
    private static readonly string approved = Repository.PathOf("tests", "AsyncWorkbook.Tests", "PublicApi.txt");
    private static readonly string found = Repository.PathOf("artifacts", "PublicApi.txt");

    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        var api = typeof(Run).Assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (api == (File.Exists(approved) ? File.ReadAllText(approved) : ""))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(found)!);
        File.WriteAllText(found, api);
        Assert.Fail($"""
            The library's public API is not the approved one. See what has changed, and if you mean it, approve it:
              git diff --no-index tests/AsyncWorkbook.Tests/PublicApi.txt artifacts/PublicApi.txt
              cp artifacts/PublicApi.txt tests/AsyncWorkbook.Tests/PublicApi.txt
            """);
    }
}
