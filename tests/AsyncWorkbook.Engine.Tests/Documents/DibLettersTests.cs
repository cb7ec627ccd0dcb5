using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Documents;

/// <summary>What becomes of the letters of a <c>.dib</c> file that is edited.</summary>
public sealed class DibLettersTests
{
    private static readonly Gen<string> text = Gen.OneOf(
        "", "", " ", "var x = 1;", "# Heading", "  indented", "#!python", "#!js", "#!c#", "#!markdown", "#!md", "#!f#", "#!mine", "#!meta",
        "#!time", "#!value --name x", "#!python ", "#!", "{", "{}", "é 😀 \u2028", "\r", "x\ry").Array[0, 20]
        .Select(Gen.OneOf("\n", "\r\n"), Gen.OneOf("", "\uFEFF", "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"python\",\"items\":[{\"name\":\"mine\"}]}}\n"))
        .Select(each => each.Item3 + string.Join(each.Item2, each.Item1));

    [Fact]
    public void A_file_that_nobody_has_changed_is_written_as_it_was() => text.Sample(original =>
    {
        var (file, cells) = Read(original);
        Assert.Equal(original, file.Write(cells));
    });

    [Fact]
    public void The_books_own_files_are_written_as_they_were()
    {
        var paths = Directory.GetFiles(Repository.PathOf("notebooks"), "*.dib");
        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.Equal(File.ReadAllText(path), Read(File.ReadAllText(path)).File.Write(Read(File.ReadAllText(path)).Cells)));
    }

    [Fact]
    public void Cells_that_are_changed_added_or_moved_are_read_again_as_they_were_shown() =>
        Gen.Select(text, Gen.Int[0, 4], Gen.Int[0, 4], Gen.Bool).Sample((original, changed, moved, isProse) =>
        {
            var (file, cells) = Read(original);
            var now = cells.Select((cell, index) => index == changed ? cell with { Text = "changed" } : cell).ToList();
            now.Insert(Math.Min(moved, now.Count), new DibShownCell(isProse, "added", null));
            now = [.. now.Skip(moved), .. now.Take(moved)];
            Assert.Equal(now.Select(Shown), Read(file.Write(now)).Cells.Select(Shown));
        });

    [Fact]
    public void Cells_have_the_line_that_names_their_language_but_for_those_in_the_files_own() => Assert.Equal(
        [(true, "# Title"), (false, "var x = 1;"), (false, "#!js\nlet y;"), (false, "#!f#\nlet z = 1")],
        Read("#!markdown\n\n# Title\n\n#!csharp\n\nvar x = 1;\n\n#!js\n\nlet y;\n#!f#\nlet z = 1").Cells.Select(Shown));

    [Fact]
    public void A_file_changes_where_its_reader_has_changed_it_and_nowhere_else()
    {
        var (file, cells) = Read("first\n\n#!python\n\nx   =  1\n\n\n#!csharp\n\nlast");
        var (first, second, third) = (cells[0], cells[1], cells[2]);
        Assert.Equal("#!csharp\n\nchanged\n\n#!python\n\nx   =  1\n\n\n#!csharp\n\nlast", file.Write([first with { Text = "changed" }, second, third]));
        Assert.Equal("#!python\n\nx   =  1\n\n\n#!csharp\n\nfirst\n\n#!csharp\n\nlast", file.Write([second, first, third])); // no longer the first
        Assert.Equal(
            "first\n\n#!js\n\nlet y;\n\n#!markdown\n\nProse\n\n#!csharp\n\nlast",
            file.Write([first, new DibShownCell(false, "#!js\nlet y;", null), new DibShownCell(true, "Prose", null), third]));
        Assert.Equal("#!csharp\n\nlast\n\n#!csharp\n\n1\n", file.Write([third, new DibShownCell(false, "1", null)]));
        Assert.Equal("", file.Write([]));
    }

    [Fact]
    public void A_cell_in_a_language_that_only_Polyglot_Notebooks_has_stays_in_it()
    {
        var (file, cells) = Read("#!f#\n\nlet x = 1\n");
        Assert.Equal("#!f#\n\nlet x = 2\n", file.Write([cells[0] with { Text = "#!f#\nlet x = 2" }]));
    }

    [Fact]
    public void The_files_own_line_ends_and_byte_order_mark_are_those_of_new_cells()
    {
        var (file, cells) = Read("\uFEFF#!csharp\r\n\r\nvar x = 1;\r\n");
        Assert.Equal("\uFEFF#!csharp\r\n\r\nvar x = 2;\r\n\r\n#!python\r\n\r\n1\r\n2\r\n", file.Write(
            [cells[0] with { Text = "var x = 2;" }, new DibShownCell(false, "#!python\n1\n2", null)]));
    }

    private static (bool IsProse, string Text) Shown(DibShownCell cell) => (cell.IsProse, cell.Text);

    private static (DibLetters File, IReadOnlyList<DibShownCell> Cells) Read(string text) => DibLetters.Read(text, KernelCatalog.Standard);
}
