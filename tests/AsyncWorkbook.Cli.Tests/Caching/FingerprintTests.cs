using AsyncWorkbook.Cli.Caching;
using AsyncWorkbook.Cli.Tests.Files;

namespace AsyncWorkbook.Cli.Tests.Caching;

/// <summary>Different parts give different fingerprints.</summary>
public sealed class FingerprintTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_border_between_parts_counts()
    {
        string[][] all = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["c", "ab"], []];
        Assert.Equal(all.Length, all.Select(Of).Distinct().Count());
        Assert.Equal(Of("ab", "c"), Of("ab", "c"));
    }

    [Fact]
    public void It_can_be_read_and_then_go_on()
    {
        using var fingerprint = new Fingerprint();
        var before = fingerprint.Add("a").ToString();
        Assert.Equal(before, fingerprint.ToString());
        Assert.Equal(Of("a", "b"), fingerprint.Add("b").ToString());
    }

    [Fact]
    public async Task A_file_has_that_of_its_text()
    {
        Assert.Equal(Fingerprint.Of("text"), await Fingerprint.OfFileAsync(folder.Write("a.txt", "text")));
        Assert.Equal("empty", await Fingerprint.OfFileAsync(folder.Write("b.txt", "")));
        Assert.Equal("unreadable", await Fingerprint.OfFileAsync(folder.At("missing.txt")));
    }

    private static string Of(params string[] parts)
    {
        using var fingerprint = new Fingerprint();
        foreach (var part in parts)
        {
            fingerprint.Add(part);
        }

        return fingerprint.ToString();
    }
}
