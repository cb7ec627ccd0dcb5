using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Variables on their way out of Python and into it.</summary>
[StartsProcesses]
public sealed class PythonSharingTests : PythonCells
{
    [Theory]
    [InlineData("missing", "no variable \"missing\"")]
    [InlineData("number", "NaN")]
    [InlineData("cycle", "holds itself")]
    [InlineData("numbers", "a set is no JSON")]
    [InlineData("half", "surrogate")]
    public async Task What_cannot_be_copied_is_refused_with_the_reason(string name, string reason)
    {
        await OkAsync("number = float('nan')\ncycle = []\ncycle.append(cycle)\nnumbers = {1}\nhalf = '\\ud800'");

        var refusal = await Assert.ThrowsAsync<SharingException>(() => Live.Kernel.GetValueAsync(name, SharedValue.Json, default));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a name")]
    [InlineData("class")]
    [InlineData("")]
    public async Task A_variable_cannot_have_a_name_that_is_none(string name)
    {
        var refusal = await Assert.ThrowsAsync<SharingException>(
            () => Live.Kernel.SetValueAsync(name, new SharedValue(SharedValue.Json, 1), default));

        Assert.Contains($"\"{name}\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_can_be_copied_in_its_other_forms()
    {
        await OkAsync("page = HTML('<b>')");

        Assert.Equal("<b>", (string?)(await Live.Kernel.GetValueAsync("page", "text/html", default)).Value);
        var refusal = await Assert.ThrowsAsync<SharingException>(() => Live.Kernel.GetValueAsync("page", "image/png", default));
        Assert.Contains("text/html", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{1, 2}", "list(...)")]
    [InlineData("[b'x']", "base64")]
    [InlineData("decimal.Decimal('1.5')", "float(...)")]
    [InlineData("1j", "real and imag")]
    [InlineData("object()", "dict or a list")]
    [InlineData("{(1, 2): 3}", "keys must be str")]
    [InlineData("[float('-inf')]", "infinite")]
    [InlineData("10 ** 5000", "digits")]
    public async Task What_json_has_no_word_for_is_refused_with_advice(string value, string advice)
    {
        await OkAsync($"import decimal\nshared = {value}");

        var refusal = await Assert.ThrowsAsync<SharingException>(() => Live.Kernel.GetValueAsync("shared", SharedValue.Json, default));
        Assert.Contains("\"shared\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("datetime.datetime(2020, 1, 2, 3, 4)", "\"2020-01-02T03:04:00\"")]
    [InlineData("{'day': datetime.date(2020, 1, 2)}", "{\"day\":\"2020-01-02\"}")]
    [InlineData("(1, {2: None})", "[1,{\"2\":null}]")]
    [InlineData("2 ** 80", "1208925819614629174706176")]
    public async Task Dates_tuples_and_large_numbers_have_a_form(string value, string json)
    {
        await OkAsync($"import datetime\nshared = {value}");

        Assert.Equal(json, (await Live.Kernel.GetValueAsync("shared", SharedValue.Json, default)).Value!.ToJsonString());
    }
}
