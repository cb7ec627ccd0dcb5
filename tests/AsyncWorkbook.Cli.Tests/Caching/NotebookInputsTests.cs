using AsyncWorkbook.Cli.Caching;
using AsyncWorkbook.Cli.Tests.Files;

namespace AsyncWorkbook.Cli.Tests.Caching;

/// <summary>Which files a notebook's cells may read.</summary>
public sealed class NotebookInputsTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_that_lies_in_its_folder_but_for_other_notebooks_and_what_programs_have_made()
    {
        foreach (var name in new[] { "a.csv", "below/b.txt", "other.ipynb", "other.dib", "__pycache__/c.pyc", "node_modules/d/index.js", "bin/e", ".hidden" })
        {
            folder.Write($"book/{name}");
        }

        Assert.Equal(["book/a.csv", "book/below/b.txt"], Inputs("1"));
    }

    [Theory]
    [InlineData("File.ReadAllText(\"../data/a.json\")")]
    [InlineData("read('../data/a.json')")]
    [InlineData("read(`../data/a.json`)")]
    [InlineData("#!import ../data/a.json")]
    [InlineData("#!value --from-file ../data/a.json --name x")]
    [InlineData("var name = \"unbalanced; read('../data/a.json')")]
    public void A_file_that_the_code_names(string code)
    {
        folder.Write("data/a.json");
        folder.Write("data/b.json");
        Assert.Equal(["data/a.json"], Inputs(code));
    }

    [Fact]
    public void A_folder_that_the_code_names_with_all_in_it()
    {
        folder.Write("data/a.json");
        folder.Write("data/b/c.ipynb");
        Assert.Equal(["data/a.json", "data/b/c.ipynb"], Inputs("Directory.GetFiles(\"../data\")"));
    }

    [Theory]
    [InlineData("\"..\"")]
    [InlineData("\".\"")]
    [InlineData("\"/\"")]
    public void A_folder_that_holds_its_own_does_not_stand_for_all_in_it(string code)
    {
        folder.Write("secret.txt");
        Assert.Empty(Inputs(code));
    }

    [Fact]
    public void What_an_imported_file_names_from_where_it_lies()
    {
        folder.Write("lib/set-up.dib", "#!csharp\n\n#r \"helper.dll\"\n\n#!python\n\nopen('numbers.csv')\n");
        folder.Write("lib/helper.dll");
        folder.Write("lib/needed.dll");
        folder.Write("lib/numbers.csv");
        folder.Write("lib/unnamed.csv");
        Assert.Equal(["lib/helper.dll", "lib/needed.dll", "lib/numbers.csv", "lib/set-up.dib"], Inputs("#!import ../lib/set-up.dib"));
    }

    [Fact]
    public void Files_that_import_each_other_end()
    {
        folder.Write("lib/a.py", "open('b.py')");
        folder.Write("lib/b.py", "open('a.py')");
        Assert.Equal(["lib/a.py", "lib/b.py"], Inputs("#!import ../lib/a.py"));
    }

    [Fact]
    public void A_package_json_stands_for_what_is_installed_beside_it()
    {
        folder.Write("lib/package.json", "{}");
        folder.Write("lib/package-lock.json");
        folder.Write("lib/node_modules/.package-lock.json");
        folder.Write("lib/node_modules/left/index.js");
        Assert.Equal(["lib/node_modules/.package-lock.json", "lib/package-lock.json", "lib/package.json"], Inputs("createRequire('../lib/package.json')"));
    }

    [Fact]
    public void What_is_written_to_is_no_input()
    {
        folder.Write("book/out/page.html");
        folder.Write("book/output.txt");
        Assert.Equal(["book/output.txt"], Inputs("1", output: "book/out"));
    }

    [Fact]
    public void More_files_than_can_be_watched_are_none()
    {
        for (var i = 0; i <= 5000; i++)
        {
            folder.Write($"book/{i}", "");
        }

        Assert.Null(NotebookInputs.Of(folder.Notebook("book/own.ipynb", "1"), folder.At("out")));
    }

    /// <summary>The inputs of a notebook in the folder <c>book</c>, as paths below the scratch folder.</summary>
    private string[] Inputs(string code, string output = "out")
    {
        Directory.CreateDirectory(folder.At("book"));
        var inputs = NotebookInputs.Of(folder.Notebook("book/own.ipynb", code), folder.At(output));
        return [.. inputs!.Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/'))];
    }
}
