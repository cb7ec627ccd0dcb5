using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

[StartsProcesses]
public sealed class CheckCommandTests : IDisposable
{
    private const string fine = """
        {
         "cells": [
          {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "# Fine"},
          {"cell_type": "code", "execution_count": null, "id": "c", "metadata": {}, "outputs": [], "source": "1"}
         ],
         "metadata": {
          "kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"},
          "language_info": {"name": "polyglot-notebook"},
          "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp", "items": [{"aliases": [], "languageName": "csharp", "name": "csharp"}]}}
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task A_notebook_as_it_should_be()
    {
        workbook.Write("fine.ipynb", fine);
        var ended = await workbook.RunAsync("check", ".");
        Assert.Equal((0, "1 notebook, 0 findings\n", ""), (ended.ExitCode, ended.Stdout, ended.Stderr));
    }

    [Fact]
    public async Task A_finding_says_what_where_and_what_to_do()
    {
        workbook.Write("a.ipynb", fine);
        workbook.Write("b.ipynb", fine.Replace("# Fine", "# Not\\n[so](missing.md)", StringComparison.Ordinal));
        var ended = await workbook.RunAsync("check", ".");
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(
            "./b.ipynb: cell 0 (m), line 2: there is no file \"missing.md\" beside the notebook. Mend the link, or take it out.\n2 notebooks, 1 finding\n",
            ended.Stdout);

        var json = await workbook.RunAsync("check", ".", "--json");
        Assert.Equal(1, json.ExitCode);
        var notebooks = JsonNode.Parse(json.Stdout)!["notebooks"]!.AsArray();
        Assert.Empty(notebooks[0]!["findings"]!.AsArray());
        var finding = notebooks[1]!["findings"]!.AsArray().Single()!;
        Assert.Equal((0, "m", 2), ((int)finding["cell"]!, (string?)finding["id"], (int)finding["line"]!));
    }

    [Fact]
    public async Task Cleaning_takes_out_what_a_run_has_left_and_nothing_else()
    {
        var before = fine.Replace("  {\"cell_type\": \"code\"", "  {\"other\":  [1.0, \"\\u00e9\"], \"cell_type\": \"code\"", StringComparison.Ordinal);
        workbook.Write("ran.ipynb", before
            .Replace("\"outputs\": []", "\"outputs\": [{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"]}\"}]", StringComparison.Ordinal)
            .Replace("\"execution_count\": null", "\"execution_count\": 7", StringComparison.Ordinal));
        workbook.Write("fine.ipynb", fine);
        var untouched = File.GetLastWriteTimeUtc(Path.Combine(workbook.Folder, "fine.ipynb"));
        var ended = await workbook.RunAsync("clean", ".");
        Assert.Equal((0, "./ran.ipynb: cleaned\n2 notebooks, 1 cleaned\n"), (ended.ExitCode, ended.Stdout));
        Assert.Equal(before, workbook.Read("ran.ipynb"));
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(Path.Combine(workbook.Folder, "fine.ipynb")));
    }

    [Fact]
    public async Task A_dib_notebook_is_checked_and_has_nothing_to_clean()
    {
        workbook.Write("a.dib", "#!csharp\n\n1\n\n#!python\n\n1\n");
        var check = await workbook.RunAsync("check", ".");
        Assert.Equal((0, "1 notebook, 0 findings\n"), (check.ExitCode, check.Stdout));
        workbook.Write("a.dib", "#!csharp\n\nusing var x = y;\n");
        var found = await workbook.RunAsync("check", ".");
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("using var", found.Stdout, StringComparison.Ordinal);
        var before = workbook.Read("a.dib");
        Assert.Equal(0, (await workbook.RunAsync("clean", ".")).ExitCode);
        Assert.Equal(before, workbook.Read("a.dib"));
    }

    [Fact]
    public async Task A_notebook_that_ran_in_place_with_parameters_is_clean_again_afterwards()
    {
        var path = workbook.Notebook("p.ipynb", ("var n = 1;", ["parameters"]), ("n", []));
        await workbook.RunAsync("run", path, "--in-place");
        await workbook.RunAsync("clean", path);
        var clean = workbook.Read(path);
        await workbook.RunAsync("run", path, "--in-place", "-p", "n=2");
        await workbook.RunAsync("run", path, "--in-place", "-p", "n=3");
        Assert.Equal("3", Workbook.Plain(workbook.Outputs(path)[2]));
        Assert.Equal(3, workbook.Outputs(path).Count);
        await workbook.RunAsync("clean", path);
        Assert.Equal(clean, workbook.Read(path));
    }
}
