using AsyncWorkbook.Browser.Tests;
using AsyncWorkbook.Interactive.Tests.RealKernel;

namespace AsyncWorkbook.Interactive.Tests.Chapters;

/// <summary>What the document tells readers and authors to know of the real .NET Interactive.</summary>
public sealed class HostTests(Chromium chromium)
{
    [Fact]
    public async Task Connecting_a_second_time_says_that_the_name_is_in_use()
    {
        Tool.Require();
        PythonKernelSpec.Require();
        const string connect = "#!connect jupyter --kernel-name python --kernel-spec python3";
        await using var kernel = await InteractiveKernel.StartAsync(ChapterCell.Folder);

        Assert.Null((await kernel.SubmitAsync(connect)).Error);
        var second = await kernel.SubmitAsync(connect);

        Assert.Contains("DNI211", second.Error, StringComparison.Ordinal);
        Assert.Equal("2", (await kernel.SubmitAsync("#!python\n1 + 1")).Outputs.Single().Forms["text/plain"]);
    }

    [Fact]
    public async Task A_value_of_JavaScript_arrives_as_JSON_and_null_leaves_its_name_undeclared()
    {
        Tool.Require();
        await using var webview = await Webview.OpenAsync(chromium);
        await using var kernel = await InteractiveKernel.StartAsync(ChapterCell.Folder, webview);

        Assert.Null((await kernel.SubmitAsync("#!javascript\nguests = ['Ada', 'Ben']; nobody = null;")).Error);
        var guests = await kernel.SubmitAsync("#!set --name guests --value @javascript:guests\nguests.RootElement.GetArrayLength()");
        var nobody = await kernel.SubmitAsync("#!set --name nobody --value @javascript:nobody\nnobody");

        Assert.Contains(">2<", guests.Outputs.Single().Forms["text/html"], StringComparison.Ordinal);
        Assert.Contains("CS0103", nobody.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_CSharp_arrives_in_JavaScript_as_an_object()
    {
        Tool.Require();
        await using var webview = await Webview.OpenAsync(chromium);
        await using var kernel = await InteractiveKernel.StartAsync(ChapterCell.Folder, webview);

        Assert.Null((await kernel.SubmitAsync("var settings = new { boards = 24 };")).Error);
        var read = await kernel.SubmitAsync("#!javascript\n#!set --name settings --value @csharp:settings\nreturn settings.boards;", "javascript");

        Assert.Equal("24", read.Outputs.Single().Forms["application/json"]);
    }
}
