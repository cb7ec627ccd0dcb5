using System.Diagnostics;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Figures of matplotlib and tables of pandas, where they are installed.</summary>
[StartsProcesses]
public sealed class PythonFigureTests : PythonCells
{
    [Fact]
    public async Task Figures_are_shown_when_asked_for_and_at_the_end_of_their_cell()
    {
        await NeedAsync("matplotlib");
        var (status, shown) = await Live.RunAsync("""
            import matplotlib.pyplot as plt
            plt.plot([1, 2]); plt.show()
            print('between')
            plt.plot([2, 1])
            None
            """);

        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        Assert.Equal(["DisplayOutput", "StreamOutput", "DisplayOutput"], shown.Outputs.Select(output => output.GetType().Name));
        Assert.All(shown.Outputs.OfType<DisplayOutput>(), display =>
            Assert.Equal("\u0089PNG", string.Concat(Convert.FromBase64String((string)display.Data["image/png"]!).Take(4).Select(each => (char)each))));
        Assert.Equal("[]", await TextAsync("plt.get_fignums()"));
    }

    [Fact]
    public async Task A_figure_that_was_shown_in_its_cell_is_not_shown_again()
    {
        await NeedAsync("matplotlib");
        var (_, shown) = await Live.RunAsync("import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nfig");

        Assert.True(Assert.IsType<ResultOutput>(Assert.Single(shown.Outputs)).Data.ContainsKey("image/png"));
    }

    [Fact]
    public async Task A_table_of_pandas_is_html_and_its_columns_are_completed()
    {
        await NeedAsync("pandas");
        var (_, shown) = await Live.RunAsync("import pandas\ntable = pandas.DataFrame({'first': [1], 'second': [2]})\ntable");

        Assert.Contains("<table", (string?)Assert.IsType<ResultOutput>(Assert.Single(shown.Outputs)).Data["text/html"], StringComparison.Ordinal);
        Assert.Equal(["first"], (await Live.Kernel.CompleteAsync("table[\"f", 8, default)).Items.Select(item => item.Text));
    }

    /// <summary>
    /// Takes a Python that has a module: the one that cells run on, or else the system's, where a distribution's packages are.
    /// Without one a test is skipped by name; on a build server, which has to have one, it fails.
    /// </summary>
    private async Task NeedAsync(string module)
    {
        const string system = "/usr/bin/python3";
        if (await RunsAsync(Runtimes.Python("."), "-c", $"import {module}"))
        {
            return;
        }

        if (File.Exists(system) && await RunsAsync(system, "-c", $"import {module}"))
        {
            Assert.True(await RunsAsync(system, "-m", "venv", "--system-site-packages", "--without-pip", Path.Combine(Live.Folder, ".venv")));
            return;
        }

        var message = $"{module} is not installed; on Debian: apt-get install python3-{module}";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
        Assert.Fail(message);
    }

    private static async Task<bool> RunsAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
