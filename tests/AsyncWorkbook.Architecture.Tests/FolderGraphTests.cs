namespace AsyncWorkbook.Architecture.Tests;

/// <summary>The check itself: it finds what it is there to find, and nothing else.</summary>
public class FolderGraphTests
{
    private const string callee = """
        namespace Sample;
        public class Callee : Exception { public const int Constant = 1; public static int Answer(Callee? of = null) => 42; }
        public enum Choice { First }
        public class Kept<T>;
        [AttributeUsage(AttributeTargets.All)] public sealed class MarkAttribute : Attribute;
        public static class Extensions { public static int Extended(this string text) => 1; }
        """;

    [Theory]
    [InlineData("int M() => Callee.Answer();")]
    [InlineData("int P { get { return Callee.Answer(); } }")]
    [InlineData("Callee? f;")]
    [InlineData("List<Kept<int>[]> M() => [];")]
    [InlineData("int M() => Callee.Constant;")]
    [InlineData("int M() => (int)Choice.First;")]
    [InlineData("string M() => nameof(Callee);")]
    [InlineData("Type M() => typeof(Kept<>);")]
    [InlineData("int M() => \"\".Extended();")]
    [InlineData("[Mark] void M() { }")]
    [InlineData("int M() { try { return 1; } catch (Callee) { return 2; } }")]
    [InlineData("Func<Task<int>> M() => async () => { await Task.Yield(); return Callee.Answer(); };")]
    [InlineData("async IAsyncEnumerable<int> M() { await Task.Yield(); yield return new[] { 1 }.Sum(_ => Callee.Answer()); }")]
    [InlineData("class Inner { class Innermost { int M() => Callee.Answer(); } }")]
    [InlineData("class Inner : Kept<int>;")]
    [InlineData("void M<T>() where T : Callee { }")]
    public void A_circle_is_found_whatever_closes_it(string use)
    {
        var cycle = Assert.Single(Cycles(
            ("Left/Caller.cs", $"namespace Sample; public class Caller {{ {use} }}"),
            ("Right/Callee.cs", callee + "public class Back { Caller? caller; }")));

        Assert.StartsWith("Left, Right use each other in a circle:\n  Left uses Right: Caller -> ", cycle, StringComparison.Ordinal);
        Assert.EndsWith("\n  Right uses Left: Back -> Caller", cycle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_use_one_way_is_no_circle() => Assert.Empty(Cycles(
        ("Program.cs", "Console.WriteLine(A.X + B.X + C.X);"),
        ("Left/A.cs", "public class A { public static int X => B.X + C.X; }"),
        ("Right/B.cs", "public class B { public static int X => C.X; }"),
        ("Right/Deep/C.cs", "public class C { public static int X => 1; }")));

    [Fact]
    public void Folders_within_each_other_close_circles_too()
    {
        var cycle = Assert.Single(Cycles(
            ("Right/B.cs", "class B { C? c; }"),
            ("Right/Deep/C.cs", "class C { B? b; }")));

        Assert.StartsWith("Right, Right/Deep use each other", cycle, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_knot_is_told_with_its_own_folders_only()
    {
        var cycles = Cycles(
            ("A.cs", "class A { B? b; }"),
            ("1/B.cs", "class B { C? c; }"),
            ("2/C.cs", "class C { D? d; }"),
            ("3/D.cs", "class D { B? b; E? e; }"),
            ("4/E.cs", "class E { F? f; }"),
            ("5/F.cs", "class F { E? e; G? g; }"),
            ("6/G.cs", "class G;"));

        Assert.Equal(
            [
                "1, 2, 3 use each other in a circle:\n  1 uses 2: B -> C\n  2 uses 3: C -> D\n  3 uses 1: D -> B",
                "4, 5 use each other in a circle:\n  4 uses 5: E -> F\n  5 uses 4: F -> E",
            ],
            cycles);
    }

    [Fact]
    public void A_name_that_is_not_understood_is_no_silent_gap()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Cycles(("A.cs", "class A { Unknown? u; }")));

        Assert.Contains("Unknown", thrown.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Cycles(params (string Path, string Text)[] files) =>
        new FolderGraph(ProjectCode.Of(files.ToDictionary(file => file.Path, file => file.Text)).Uses()).Cycles();
}
