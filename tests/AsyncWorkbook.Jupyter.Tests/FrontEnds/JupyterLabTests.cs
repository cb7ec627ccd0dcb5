using System.Text.Json.Nodes;
using AsyncWorkbook.Browser.Tests;
using AsyncWorkbook.Jupyter.Tests.Protocol;
using Microsoft.Playwright;

namespace AsyncWorkbook.Jupyter.Tests.FrontEnds;

/// <summary>
/// The parts of JupyterLab that meet a kernel, <c>tests/jupyterlab</c>: its client library, which VS Code's extension uses, too,
/// and its notebook, in a real browser.
/// </summary>
public sealed class JupyterLabTests(JupyterFixture jupyter, Chromium chromium) : IClassFixture<JupyterFixture>
{
    private const string chapter = "01-chess-simul.ipynb";

    private static readonly string parts = Repository.PathOf("tests", "jupyterlab");
    private static readonly float patience = (float)JupyterClient.Patience.TotalMilliseconds;

    /// <summary>A machine that is busy is no reason to fail.</summary>
    static JupyterLabTests() => Assertions.SetDefaultExpectTimeout(patience);

    [Fact]
    public async Task Its_client_library_runs_asks_completes_interrupts_and_restarts()
    {
        RequireParts();
        using var server = await NotebookServer.StartAsync(jupyter, jupyter.Folder);
        await jupyter.RunAsync(
            "node",
            Path.Combine(parts, "client.mjs"),
            server.At("").Split('?')[0],
            server.Address.Query[("?token=".Length)..],
            JupyterFixture.KernelName);
    }

    [Fact]
    public async Task In_its_notebook_a_reader_runs_edits_reruns_interrupts_completes_answers_and_restarts()
    {
        RequireParts();
        var pages = Directory.CreateDirectory(Path.Combine(jupyter.Folder, "pages")).FullName;
        await jupyter.RunAsync("node", Path.Combine(parts, "bundle.mjs"), pages);
        var book = jupyter.Book();
        var path = Path.Combine(book, "notebooks", chapter);
        File.Copy(Repository.PathOf("notebooks", chapter), path);
        using var server = await NotebookServer.StartAsync(jupyter, book, pages);
        await using var context = await chromium.NewContextAsync();
        await context.SetOfflineAsync(false); // the server is on this machine
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(patience);
        var uncaught = new List<string>();
        page.PageError += (_, error) => uncaught.Add(error);
        await page.GotoAsync(server.At("static/notebook.html"));
        Assert.Equal(".NET (C#)", await page.EvaluateAsync<string>("lab.open('notebooks/01-chess-simul.ipynb')"));

        // Run all.
        Assert.True(await page.EvaluateAsync<bool>("lab.runAll()"));
        var first = await page.EvaluateAsync<string>("lab.verdicts()");
        Assert.Contains("data-verdict=\"parity\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("data-verdict=\"bug\"", first, StringComparison.Ordinal);

        // Edit a timing, which JavaScript and Python take from C#, and run again.
        var parameters = await page.EvaluateAsync<string>("lab.edit('parameters-csharp')");
        Assert.Contains("opponent = 55", parameters, StringComparison.Ordinal);
        await TypeAsync(page, parameters.Replace("opponent = 55", "opponent = 25", StringComparison.Ordinal));
        Assert.True(await page.EvaluateAsync<bool>("lab.runAll()"));
        var second = await page.EvaluateAsync<string>("lab.verdicts()");
        Assert.DoesNotContain("data-verdict=\"bug\"", second, StringComparison.Ordinal);
        Assert.NotEqual(first, second);

        // What a chapter shows is shown: its verdicts as tables, its charts as pictures.
        await Assertions.Expect(page.Locator(".jp-OutputArea-output table caption").First).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator(".jp-OutputArea-output svg").First).ToBeAttachedAsync();

        // Interrupt a cell that runs; the variables stay.
        await page.EvaluateAsync("lab.add()");
        await TypeAsync(page, "Console.WriteLine(\"on\"); while (true) { }");
        await page.EvaluateAsync("void (window.running = lab.run())");
        await Assertions.Expect(Output(page)).ToHaveTextAsync("on");
        await page.EvaluateAsync("lab.interrupt()");
        Assert.False(await page.EvaluateAsync<bool>("running"));
        await Assertions.Expect(Output(page).Last).ToContainTextAsync("interrupted");
        await ShowsAsync(page, "opponent", "25");

        // The language of a cell may stand in its metadata.
        await page.EvaluateAsync("lab.add({ polyglot_notebook: { kernelName: 'python' } })");
        await TypeAsync(page, "import sys; sys.implementation.name");
        Assert.True(await page.EvaluateAsync<bool>("lab.run()"));
        await Assertions.Expect(Output(page)).ToHaveTextAsync("'cpython'");

        // Complete: more than one choice opens the list.
        await page.EvaluateAsync("lab.add()");
        await TypeAsync(page, "Console.Write");
        await page.EvaluateAsync("lab.complete()");
        await Assertions.Expect(page.Locator(".jp-Completer-item").Filter(new() { HasText = "WriteLine" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        // Ask: the answer is typed below the cell.
        await page.EvaluateAsync("lab.add()");
        await TypeAsync(page, "#!javascript\nreturn prompt('Who plays? ');");
        await page.EvaluateAsync("void (window.running = lab.run())");
        await page.Locator(".jp-Stdin-input").FillAsync("Judit");
        await page.Locator(".jp-Stdin-input").PressAsync("Enter");
        Assert.True(await page.EvaluateAsync<bool>("running"));
        await Assertions.Expect(Output(page).Last).ToContainTextAsync("Judit");

        // Restart: the variables are gone.
        await page.EvaluateAsync("lab.restart()");
        await page.EvaluateAsync("lab.add()");
        await TypeAsync(page, "opponent");
        Assert.False(await page.EvaluateAsync<bool>("lab.run()"));
        await Assertions.Expect(Output(page)).ToContainTextAsync("CS0103");

        // What was saved keeps the chapter's own metadata.
        await page.EvaluateAsync("lab.save()");
        var saved = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        Assert.Equal("csharp", (string?)saved["metadata"]!["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]);
        Assert.Equal("text/x-csharp", (string?)saved["metadata"]!["language_info"]!["mimetype"]);
        Assert.Empty(uncaught);
    }

    /// <summary>Without JupyterLab's packages a test is skipped by name; on a build server, which has to have them, it fails.</summary>
    private static void RequireParts()
    {
        if (!File.Exists(Path.Combine(parts, "node_modules", ".package-lock.json"))) // which npm writes last
        {
            const string message = "JupyterLab's packages are not installed; in tests/jupyterlab: npm ci";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Fail(message);
        }
    }

    /// <summary>What the cell shows that was edited last.</summary>
    private static ILocator Output(IPage page) => page.Locator(".jp-Cell.jp-mod-active .jp-OutputArea-output");

    /// <summary>Types over what is in the editor.</summary>
    private static Task TypeAsync(IPage page, string text) => page.Locator(".jp-Cell.jp-mod-active .cm-content").FillAsync(text);

    private static async Task ShowsAsync(IPage page, string code, string shown)
    {
        await page.EvaluateAsync("lab.add()");
        await TypeAsync(page, code);
        Assert.True(await page.EvaluateAsync<bool>("lab.run()"));
        await Assertions.Expect(Output(page)).ToHaveTextAsync(shown);
    }
}
