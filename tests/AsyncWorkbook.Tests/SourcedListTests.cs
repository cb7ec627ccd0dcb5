using System.Text.Json;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Tests;

/// <summary>The files in <c>data/</c> that are no specs but lists, from which chapters make tables.</summary>
public class SourcedListTests
{
    private static readonly string[] languages = ["C#", "JavaScript", "Python"];

    [Fact]
    public void Every_file_in_data_is_a_spec_or_a_list_that_its_readme_explains()
    {
        var explained = File.ReadAllText(Repository.PathOf("data", "README.md"));
        var files = Directory.GetFiles(Repository.PathOf("data")).Select(file => Path.GetFileName(file)).Where(file => file != "README.md");
        Assert.All(files, file => Assert.True(
            EverySpecTests.Names.Any(spec => $"{spec.Data}.json" == file) || explained.Contains($"`{Undated(file)}`", StringComparison.Ordinal), file));
    }

    [Fact]
    public void Every_concept_has_a_name_a_source_and_a_program_in_each_language_and_a_chapter()
    {
        var rosetta = Read("rosetta.json");
        Assert.Equal(languages, Names(rosetta.GetProperty("programs")));
        Assert.All(rosetta.GetProperty("concepts").EnumerateArray(), concept =>
        {
            Assert.True(File.Exists(Repository.PathOf("notebooks", Text(concept, "chapter"))));
            Assert.Equal(languages, Names(concept.GetProperty("languages")));
            Assert.All(concept.GetProperty("languages").EnumerateObject(), language =>
            {
                Assert.NotEmpty(Text(language.Value, "name"));
                Assert.StartsWith("https://", Text(language.Value, "link"), StringComparison.Ordinal);
                Assert.NotEmpty(language.Value.GetProperty("code").EnumerateArray());
            });
        });
    }

    [Fact]
    public void Every_feature_says_since_when_with_a_source_and_a_probe()
    {
        var features = Read("since-2021.json").GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(languages, features.Select(feature => Text(feature, "language")).Distinct());
        Assert.All(features, feature =>
        {
            Assert.Matches(@"20\d\d$", Text(feature, "since"));
            Assert.StartsWith("https://", Text(feature, "link"), StringComparison.Ordinal);
            Assert.NotEmpty(Text(feature, "probe"));
        });
    }

    [Fact]
    public void The_survey_s_shares_are_per_cent_in_falling_order()
    {
        var survey = Read("survey-2020.json");
        var shares = survey.GetProperty("languages").EnumerateArray().Select(language => language.GetProperty("percent").GetDouble()).ToList();
        Assert.All(shares, share => Assert.InRange(share, 0, 100));
        Assert.Equal(shares.OrderDescending(), shares);
        Assert.StartsWith("https://", Text(survey, "source"), StringComparison.Ordinal);
    }

    [Fact]
    public void Published_figures_have_a_source_and_every_language()
    {
        Assert.All(Read("costs-published.json").GetProperty("comparisons").EnumerateArray(), comparison =>
        {
            Assert.StartsWith("https://", Text(comparison, "source"), StringComparison.Ordinal);
            var rows = comparison.GetProperty("rows").EnumerateArray().ToList();
            Assert.Equal(languages, rows.Select(row => Text(row, "language")).Distinct());
            Assert.All(rows, row => Assert.Equal(Rising(row.GetProperty("megabytes")).Order(), Rising(row.GetProperty("megabytes"))));
        });

        static IEnumerable<double> Rising(JsonElement peaks) => peaks.EnumerateObject().Select(peak => peak.Value.GetDouble());
    }

    /// <summary>A file that is measured again on another day has the day in its name.</summary>
    private static string Undated(string file) => Regex.Replace(file, @"\d{4}-\d\d-\d\d", "YYYY-MM-DD");

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Repository.PathOf("data", file))).RootElement;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
