namespace AsyncWorkbook.Tests;

public sealed class ExpectedRunTests
{
    public static TheoryData<string> Specs { get; } =
        [.. Directory.GetFiles(Repository.PathOf("data"), "p*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void A_run_that_does_what_is_expected_of_its_language_passes(string file)
    {
        var spec = ProblemSpec.Load(Repository.PathOf("data", file));
        foreach (var variant in spec.Variants.Keys)
        {
            var runs = new Runs();
            foreach (var language in spec.Expect(variant).Languages)
            {
                runs[language] = spec.Expect(variant).RunOf(language);
            }

            Assert.NotEqual(Judgement.Bug, spec.Judge(variant, runs).Overall);
        }
    }

    [Fact]
    public void It_takes_over_the_documented_differences()
    {
        var expected = ProblemSpec.Load(Repository.PathOf("data", "p05-fan-out.json")).Expect("firstFailure");

        Assert.Equal("B", expected.RunOf("C#").Results["thrown"].GetString());
        Assert.Equal("C", expected.RunOf("Python").Results["thrown"].GetString());
        Assert.Equal(4, expected.RunOf("C#").Number("surfacesAt"));
        Assert.Equal(1, expected.RunOf("Python").Number("surfacesAt"));
    }
}
