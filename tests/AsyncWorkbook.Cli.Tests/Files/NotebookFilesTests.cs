using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;

namespace AsyncWorkbook.Cli.Tests.Files;

/// <summary>Which notebooks a command line names.</summary>
public sealed class NotebookFilesTests : IDisposable
{
    private const string empty = """{ "cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5 }""";

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_stands_for_its_notebooks_in_the_order_of_their_names()
    {
        folder.Write("b.ipynb", empty);
        folder.Write("a.dib", "1");
        folder.Write("C.ipynb", empty);
        folder.Write("notes.txt");
        folder.Write("below/d.ipynb", empty);
        Assert.Equal(["C.ipynb", "a.dib", "b.ipynb"], NotebookFiles.Load([folder.Path]).Select(file => file.Name));
    }

    [Fact]
    public void A_notebook_that_is_named_twice_is_there_once_and_first()
    {
        folder.Write("a.ipynb", empty);
        var b = folder.Write("b.ipynb", empty);
        Assert.Equal(["b.ipynb", "a.ipynb"], NotebookFiles.Load([b, folder.Path]).Select(file => file.Name));
    }

    [Theory]
    [InlineData("missing.ipynb", "missing.ipynb: there is no such file or folder.")]
    [InlineData("nothing", "nothing: there is no .ipynb or .dib file in this folder.")]
    [InlineData("broken.ipynb", "broken.ipynb: not JSON")]
    public void What_cannot_be_read_says_so_in_one_line(string name, string expected)
    {
        folder.Write("broken.ipynb", "{");
        Directory.CreateDirectory(folder.At("nothing"));
        var error = Assert.Throws<CommandException>(() => NotebookFiles.Load([folder.At(name)]));
        Assert.Equal(ExitCode.UnreadableNotebook, error.ExitCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
