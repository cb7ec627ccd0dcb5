using System.Text.Json.Nodes;
using AsyncWorkbook.Browser.Tests;
using AsyncWorkbook.Jupyter.Tests.Protocol;
using Microsoft.Playwright;

namespace AsyncWorkbook.Jupyter.Tests.FrontEnds;

/// <summary>What a reader does with a chapter in the classic Notebook, in a real browser.</summary>
public sealed class ClassicNotebookTests(JupyterFixture jupyter, Chromium chromium) : IClassFixture<JupyterFixture>
{
    private const string chapter = "01-chess-simul.ipynb";

    private static readonly float patience = (float)JupyterClient.Patience.TotalMilliseconds;

    [Fact]
    public async Task A_reader_runs_edits_reruns_interrupts_restarts_and_completes()
    {
        var book = jupyter.Book();
        File.Copy(Repository.PathOf("notebooks", chapter), Path.Combine(book, "notebooks", chapter));
        using var server = await NotebookServer.StartAsync(jupyter, book);
        await using var context = await chromium.NewContextAsync();
        await context.SetOfflineAsync(false); // the server is on this machine
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(patience);
        await page.GotoAsync(server.Page($"notebooks/{chapter}"));
        await WaitAsync(page, "window.Jupyter?.notebook?.kernel?.info_reply?.status === 'ok' && Jupyter.notebook.kernel.is_connected()");

        // Run all.
        await page.EvaluateAsync("Jupyter.actions.call('jupyter-notebook:run-all-cells')");
        await IdleAsync(page);
        Assert.Empty(await ErrorsAsync(page));
        var first = await VerdictsAsync(page);
        Assert.Contains("data-verdict=\"parity\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("data-verdict=\"bug\"", first, StringComparison.Ordinal);
        Assert.True(await page.Locator(".cm-keyword").CountAsync() > 0, "the code has no colours");

        // Edit a timing, which JavaScript and Python take from C#, and run again.
        await ReplaceAsync(page, "parameters-csharp", "opponent = 55", "opponent = 25");

        await page.EvaluateAsync("Jupyter.actions.call('jupyter-notebook:run-all-cells')");
        await IdleAsync(page);
        Assert.Empty(await ErrorsAsync(page));
        var second = await VerdictsAsync(page);
        Assert.DoesNotContain("data-verdict=\"bug\"", second, StringComparison.Ordinal);
        Assert.NotEqual(first, second);

        // Interrupt a cell that runs; the variables stay.
        var endless = await AddCellAsync(page, "Console.WriteLine(\"on\"); while (true) { }", run: true);
        await Assertions.Expect(endless.Locator(".output_stdout")).ToContainTextAsync("on", new() { Timeout = patience });
        await page.Locator("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']").ClickAsync();
        await Assertions.Expect(endless.Locator(".output_error")).ToBeVisibleAsync(new() { Timeout = patience });
        await IdleAsync(page);
        await ShowsAsync(page, "opponent", "25");

        // Complete: more than one choice opens the list.
        var typed = await AddCellAsync(page, "Console.Write", run: false);
        await typed.Locator(".CodeMirror").ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#complete option")).Not.ToHaveCountAsync(0, new() { Timeout = patience });
        Assert.Contains("WriteLine", string.Join(' ', await page.Locator("#complete option").AllInnerTextsAsync()), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");

        // Ask: the answer is typed below the cell.
        var asking = await AddCellAsync(page, "#!javascript\nreturn prompt('Who plays? ');", run: true);
        await asking.Locator("input.raw_input").FillAsync("Judit");
        await asking.Locator("input.raw_input").PressAsync("Enter");
        await Assertions.Expect(asking.Locator(".output_subarea").Last).ToContainTextAsync("Judit", new() { Timeout = patience });

        // Restart: the variables are gone.
        await page.EvaluateAsync("Jupyter.actions.call('jupyter-notebook:confirm-restart-kernel')");
        await page.Locator(".modal-footer .btn-danger").ClickAsync();
        await WaitAsync(page, "Jupyter.notebook.kernel.info_reply.status === 'ok' && Jupyter.notebook.kernel.is_connected()");
        await IdleAsync(page);
        await ShowsAsync(page, "1 + 1", "2");
        var gone = await AddCellAsync(page, "opponent", run: true);
        await Assertions.Expect(gone.Locator(".output_error")).ToContainTextAsync("CS0103", new() { Timeout = patience });

        // What was saved is a notebook that Jupyter calls valid, and it keeps the chapter's own metadata.
        await page.EvaluateAsync("Jupyter.notebook.save_notebook()");
        await WaitAsync(page, "!Jupyter.notebook.dirty");
        var saved = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(book, "notebooks", chapter)))!;
        Assert.Equal("csharp", (string?)saved["metadata"]!["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]);
        Assert.Equal("text/x-csharp", (string?)saved["metadata"]!["language_info"]!["mimetype"]);
    }

    private static Task<IJSHandle> WaitAsync(IPage page, string condition) =>
        page.WaitForFunctionAsync(condition, null, new() { Timeout = patience, PollingInterval = 100 });

    /// <summary>Waits until no cell waits or runs. A cell that does has a star for its number.</summary>
    private static Task<IJSHandle> IdleAsync(IPage page) =>
        WaitAsync(page, "!Jupyter.notebook.kernel_busy && Jupyter.notebook.get_cells().every(cell => cell.input_prompt_number !== '*')");

    /// <summary>Errors in the cells that are not there to fail.</summary>
    private static Task<string[]> ErrorsAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        Jupyter.notebook.get_cells()
            .filter(cell => cell.cell_type === 'code' && !(cell.metadata.tags ?? []).includes('raises-exception'))
            .flatMap(cell => cell.output_area.outputs)
            .filter(output => output.output_type === 'error')
            .map(output => `${output.ename}: ${output.evalue}`)
        """);

    private static async Task<string> VerdictsAsync(IPage page) => string.Concat(await page.EvaluateAsync<string[]>(
        """
        Jupyter.notebook.get_cells().filter(cell => cell.cell_type === 'code')
            .flatMap(cell => cell.output_area.outputs)
            .map(output => output.data?.['text/html'] ?? '')
            .filter(html => html.includes('data-verdict'))
        """));

    /// <summary>Types over a part of a cell.</summary>
    private static async Task ReplaceAsync(IPage page, string id, string old, string replacement)
    {
        var index = await page.EvaluateAsync<int>("id => Jupyter.notebook.get_cells().findIndex(cell => cell.id === id)", id);
        Assert.True(index >= 0, id);
        var cell = page.Locator(".cell").Nth(index);
        await cell.Locator(".CodeMirror").ClickAsync();
        var text = await page.EvaluateAsync<string>("index => Jupyter.notebook.get_cell(index).get_text()", index);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private static async Task<ILocator> AddCellAsync(IPage page, string code, bool run)
    {
        var index = await page.EvaluateAsync<int>(
            """
            () => {
                const cell = Jupyter.notebook.insert_cell_at_bottom('code');
                Jupyter.notebook.select(Jupyter.notebook.ncells() - 1);
                return Jupyter.notebook.ncells() - 1;
            }
            """);
        var added = page.Locator(".cell").Nth(index);
        await added.Locator(".CodeMirror").ClickAsync();
        await page.Keyboard.InsertTextAsync(code);
        if (run)
        {
            await page.Keyboard.PressAsync("Control+Enter");
        }

        return added;
    }

    private static async Task ShowsAsync(IPage page, string code, string shown)
    {
        var cell = await AddCellAsync(page, code, run: true);
        await Assertions.Expect(cell.Locator(".output_result")).ToHaveTextAsync(shown, new() { Timeout = patience });
    }
}
