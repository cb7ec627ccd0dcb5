using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Engine.Tests.Execution;

public sealed class NotebookRunnerTests
{
    [Fact]
    public async Task A_cell_that_is_skipped_keeps_what_it_shows()
    {
        var notebook = Notebook.Parse("""
            {"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {"tags": ["skip-execution"]}, "source": "1", "execution_count": 7,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "kept"}]}]}
            """);
        var cell = notebook.Cells[0].Json.ToJsonString();
        await using var session = new Session(new SessionOptions { WorkingDirectory = "." }, [new EchoKernel("csharp")]);

        var result = await NotebookRunner.RunAsync(
            notebook, session, new RunOptions(), interrupt: TestContext.Current.CancellationToken);

        Assert.Equal(CellStatus.Skipped, Assert.Single(result.Cells).Status);
        Assert.Equal(cell, notebook.Cells[0].Json.ToJsonString());
    }
}
