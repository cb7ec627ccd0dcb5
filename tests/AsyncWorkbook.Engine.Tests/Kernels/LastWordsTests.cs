using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Kernels;

/// <summary>What a runtime says when it dies.</summary>
public sealed class LastWordsTests
{
    private readonly LastWords words = new(new Dictionary<string, string> { ["Stack overflow."] = "the stack overflowed" });

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Behind_the_phrase_a_few_lines_are_shown_whatever_the_pieces(int length)
    {
        var trace = string.Concat(Enumerable.Range(0, 10_000).Select(frame => $"   at F{frame}\n"));
        var shown = string.Concat(("before\nStack overflow.\n" + trace).Chunk(length).Select(piece => words.Hear(new string(piece))));

        Assert.Equal("the stack overflowed", words.Meaning);
        Assert.StartsWith("before\nStack overflow.\n   at F0\n   at F1\n", shown, StringComparison.Ordinal);
        Assert.EndsWith("   ... (the rest is left out)\n", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 50, 300);
    }

    [Fact]
    public void When_whoever_said_it_lives_on_all_is_shown_again()
    {
        words.Hear("Stack overflow.\n" + new string('\n', 100));
        words.Forget();

        Assert.Null(words.Meaning);
        Assert.Equal("\n\n\n\n\n\n\n\n\n\n\n\n", words.Hear("\n\n\n\n\n\n\n\n\n\n\n\n"));
    }
}
