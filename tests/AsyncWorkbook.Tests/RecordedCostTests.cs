using System.Text.Json;

namespace AsyncWorkbook.Tests;

/// <summary>What <c>bench/costs</c> recorded, as chapter 12 reads it.</summary>
public class RecordedCostTests
{
    private static readonly string[] measures =
        ["seconds", "createdSeconds", "createdProcessorSeconds", "totalSeconds", "processorSeconds", "peakBytes"];

    public static TheoryData<string> Records =>
        [.. Directory.GetFiles(Repository.PathOf("data"), "costs-20*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Records))]
    public void It_says_when_on_what_machine_and_with_which_versions(string file)
    {
        var record = Read(file);
        Assert.Equal($"costs-{record.GetProperty("date").GetString()}.json", file);
        Assert.NotEmpty(record.GetProperty("machine").GetProperty("processor").GetString()!);
        Assert.Equal(2 * record.GetProperty("rounds").GetInt32(), record.GetProperty("load").GetArrayLength());
        Assert.All(Palette.Languages, language =>
            Assert.NotEmpty(record.GetProperty("versions").GetProperty(language).GetProperty("runtime").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_task_that_was_measured_came_to_its_end_and_all_were_under_way_at_once(string file) =>
        Assert.All(Read(file).GetProperty("waiting").EnumerateArray(), one =>
        {
            Assert.True(one.GetProperty("allAtOnce").GetBoolean());
            Assert.Equal(one.GetProperty("tasks").GetInt32(), one.GetProperty("finished").GetInt32());
        });

    [Theory]
    [MemberData(nameof(Records))]
    public void It_has_every_sample_of_every_round(string file)
    {
        var record = Read(file);
        var rounds = record.GetProperty("rounds").GetInt32();
        Assert.All(record.GetProperty("waiting").EnumerateArray(), one =>
            Assert.All(measures, name => Assert.Equal(rounds, one.GetProperty(name).GetArrayLength())));
        Assert.All(record.GetProperty("awaits").EnumerateArray(), one => Assert.NotEmpty(one.GetProperty("nanoseconds").EnumerateArray()));
        Assert.All(Palette.Languages, language =>
        {
            Assert.Contains(record.GetProperty("waiting").EnumerateArray(), one => IsOf(one, language) && one.GetProperty("tasks").GetInt32() == 1_000_000);
            Assert.Contains(record.GetProperty("awaits").EnumerateArray(), one => IsOf(one, language));
            Assert.Contains(record.GetProperty("skynet").EnumerateArray(), one => IsOf(one, language));
        });
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Its_trees_have_the_right_sum(string file) =>
        Assert.All(Read(file).GetProperty("skynet").EnumerateArray(), one =>
        {
            var leaves = Math.Pow(10, one.GetProperty("levels").GetInt32());
            Assert.Equal(leaves * (leaves - 1) / 2, one.GetProperty("sum").GetDouble());
        });

    private static bool IsOf(JsonElement one, string language) => one.GetProperty("language").GetString() == language;

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Repository.PathOf("data", file))).RootElement;
}
