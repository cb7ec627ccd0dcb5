using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;

namespace AsyncWorkbook.Cli.Tests.Files;

/// <summary>Where notebooks and pages are written to: never over each other, nor over what was not to be touched.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Executed_notebooks_go_into_the_folder_which_is_made()
    {
        var files = new[] { folder.Notebook("a.ipynb"), folder.Notebook("b.dib") };
        var target = RunTargets.Into(folder.At("new/out"), files);
        Assert.Equal([folder.At("new/out/a.ipynb"), folder.At("new/out/b.ipynb")], files.Select(target));
        Assert.Empty(Directory.GetFileSystemEntries(folder.At("new/out")));
    }

    [Fact]
    public void In_place_means_over_itself()
    {
        var file = folder.Notebook("a.ipynb");
        Assert.Equal(file.Path, RunTargets.InPlace([file])(file));
    }

    [Fact]
    public void A_dib_has_no_place_for_outputs() =>
        Refused(() => RunTargets.InPlace([folder.Notebook("a.ipynb"), folder.Notebook("b.dib")]), "b.dib cannot take outputs");

    [Theory]
    [InlineData("one/a.ipynb", "two/a.ipynb")]
    [InlineData("one/a.ipynb", "two/A.ipynb")]
    [InlineData("a.ipynb", "a.dib")]
    public void Two_that_would_overwrite_each_other(string one, string other) =>
        Refused(() => RunTargets.Into(folder.At("out"), [folder.Notebook(one), folder.Notebook(other)]), "have the same name");

    [Fact]
    public void One_that_lies_where_it_would_be_written()
    {
        var file = folder.Notebook("a.ipynb");
        folder.Write("a.ipynb");
        Refused(() => RunTargets.Into(folder.Path, [file]), "would overwrite");
    }

    [Fact]
    public void A_folder_that_is_a_file()
    {
        folder.Write("out");
        Refused(() => RunTargets.Into(folder.At("out"), [folder.Notebook("a.ipynb")]), "cannot write to the folder");
    }

    [Fact]
    public void Pages_of_one_site_differ_in_name() =>
        Refused(() => PageNames.RequireDistinct([folder.Notebook("a.ipynb"), folder.Notebook("A.dib")]), "would both be the page");

    [Theory]
    [InlineData("a.ipynb", "b.dib")]
    [InlineData("index.ipynb", "other.ipynb")]
    public void Pages_of_other_names_are_fine(string one, string other) =>
        PageNames.RequireDistinct([folder.Notebook(one), folder.Notebook(other)]);

    private static void Refused(Action action, string expected)
    {
        var error = Assert.Throws<CommandException>(action);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
