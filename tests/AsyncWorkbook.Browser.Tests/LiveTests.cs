using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Cells that run in the page, as a reader runs, edits and stops them: from disk, with no server and no network.</summary>
public class LiveTests(Chromium chromium, ExportedSites sites)
{
    private const float patience = 120_000; // milliseconds: C# has a compiler to start

    [Fact]
    public async Task Nothing_is_loaded_before_the_first_press_and_then_only_that_language()
    {
        await using var open = await OpenAsync("first-press", ("javascript", "return 6 * 7"), ("python", "6 * 7"));
        await Assertions.Expect(Run(open, 0)).ToBeVisibleAsync();
        Assert.DoesNotContain(open.Requests, request => request.Contains("/live/", StringComparison.Ordinal));

        await Run(open, 0).ClickAsync();
        await Assertions.Expect(Shown(open, 0)).ToHaveTextAsync("42", new() { Timeout = patience });

        Assert.Contains(open.Requests, request => request.Contains("/live/javascript.", StringComparison.Ordinal));
        Assert.DoesNotContain(open.Requests, request => request.Contains("/live/python.", StringComparison.Ordinal) || request.Contains("/live/csharp.", StringComparison.Ordinal));
        Assert.Empty(open.Problems);
    }

    [Theory]
    [InlineData("csharp", "Enumerable.Range(1, 4).Sum()", "10")]
    [InlineData("javascript", "return [1, 2, 3, 4].reduce((a, b) => a + b)", "10")]
    [InlineData("python", "sum(range(1, 5))", "10")]
    public async Task Each_language_runs_from_disk(string language, string code, string expected)
    {
        await using var open = await OpenAsync($"from-disk-{language}", (language, code));
        await Run(open, 0).ClickAsync();
        await Assertions.Expect(Shown(open, 0)).ToHaveTextAsync(expected, new() { Timeout = patience });
        Assert.All(open.Requests, request => Assert.StartsWith("file:", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("csharp", "\"from a server\"")]
    [InlineData("javascript", "return \"from a server\"")]
    [InlineData("python", "\"from a server\"")]
    public async Task Each_language_runs_from_a_server(string language, string code)
    {
        var page = sites.Export($"served-{language}", RecordedNotebook.Of((language, code)), live: true);
        await using var server = await SiteServer.StartAsync(Path.GetDirectoryName(page.LocalPath)!);
        await using var open = await OpenPage.NewAsync(chromium);
        await open.Page.Context.SetOfflineAsync(false); // the server is on this machine
        await open.GoAsync(new Uri(server.Address, Path.GetFileName(page.LocalPath)));
        await Run(open, 0).ClickAsync();
        await Assertions.Expect(Shown(open, 0)).ToContainTextAsync("from a server", new() { Timeout = patience });
    }

    [Fact]
    public async Task A_page_that_is_served_loads_again_when_it_has_changed()
    {
        var page = sites.Export("reloads", RecordedNotebook.Of(("javascript", "1")), live: true);
        await using var server = await SiteServer.StartAsync(Path.GetDirectoryName(page.LocalPath)!);
        await using var open = await OpenPage.NewAsync(chromium);
        await open.Page.Context.SetOfflineAsync(false); // the server is on this machine
        var listens = ListensAsync(open.Page);
        await open.GoAsync(new Uri(server.Address, Path.GetFileName(page.LocalPath)));
        await listens;
        var again = ListensAsync(open.Page);
        await server.TellAsync();
        await again;
        await open.Page.EvaluateAsync("new Promise(loaded => document.readyState === 'complete' ? loaded() : addEventListener('load', () => loaded()))"); // a window that is closed while its page is on the way may never answer

        static Task<IResponse> ListensAsync(IPage page) =>
            page.WaitForResponseAsync(response => response.Url.EndsWith("/.workbook/changes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_runs_what_it_needs_first_and_nothing_twice()
    {
        await using var open = await OpenAsync("needs", ("javascript", "count = (globalThis.count ?? 0) + 1"), ("javascript", "unrelated = 1"), ("javascript", "return `ran ${count}`"));
        await Run(open, 2).ClickAsync();
        await Assertions.Expect(Shown(open, 2)).ToHaveTextAsync("\"ran 1\"", new() { Timeout = patience });
        await Run(open, 2).ClickAsync();
        await Assertions.Expect(Run(open, 2)).ToHaveTextAsync("▶Run");
        await Assertions.Expect(Shown(open, 2)).ToHaveTextAsync("\"ran 1\"");
    }

    [Fact]
    public async Task What_an_earlier_run_prints_late_is_not_of_the_later_one()
    {
        await using var open = await OpenAsync("late", ("javascript", """
            globalThis.turn = (globalThis.turn ?? 0) + 1;
            if (turn === 1) {
              globalThis.old = new Promise((resolve) => { globalThis.release = resolve; }).then(() => console.log('late'));
              console.log('first');
            } else {
              console.log('second');
              release();
              await old;
            }
            """));
        await Run(open, 0).ClickAsync();
        await Assertions.Expect(Status(open, 0)).ToHaveTextAsync("run here", new() { Timeout = patience });
        await Run(open, 0).ClickAsync();
        await Assertions.Expect(Shown(open, 0)).ToHaveTextAsync("second");
        await Assertions.Expect(Status(open, 0)).ToHaveTextAsync("run here");
        await Assertions.Expect(Shown(open, 0)).ToHaveTextAsync("second");
    }

    [Fact]
    public async Task An_error_shows_its_message_first_and_a_cell_that_needs_the_other_says_so()
    {
        await using var open = await OpenAsync("errors", ("javascript", "throw new Error('not today')"), ("javascript", "1"));
        await Run(open, 1).ClickAsync();
        await Assertions.Expect(Shown(open, 0).Locator(".error .what")).ToHaveTextAsync("Error: not today", new() { Timeout = patience });
        await Assertions.Expect(Status(open, 1)).ToHaveTextAsync("cell 0 above did not run");
    }

    [Fact]
    public async Task What_a_reader_edits_stands_beside_the_recording_and_is_there_on_the_next_visit()
    {
        await using var open = await OpenAsync("edits", ("javascript", "return answer = 6 * 7"), ("javascript", "return answer"));
        var cell = Cell(open, 0);
        var editor = cell.GetByRole(AriaRole.Textbox);
        await EditAsync(open, 0, "return answer = 6 * 8");
        await Assertions.Expect(cell.Locator(".live-outputs")).ToHaveTextAsync("48", new() { Timeout = patience });
        await Assertions.Expect(cell.GetByText("as it was")).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.GetByText("Yours: 1 cell edited")).ToBeVisibleAsync();

        await open.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(editor).Not.ToBeFocusedAsync(); // Tab leads on
        await editor.FocusAsync();
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(cell.GetByRole(AriaRole.Button, new() { Name = "Edit" })).ToBeFocusedAsync();

        open.Requests.Clear();
        await open.Page.ReloadAsync();
        await Assertions.Expect(cell.Locator(".source.yours")).ToHaveTextAsync("return answer = 6 * 8", new() { Timeout = patience });
        await Assertions.Expect(Status(open, 0)).ToHaveTextAsync("edited: press Run");
        await Assertions.Expect(Status(open, 1)).ToHaveTextAsync("changed above: press Run");
        await Assertions.Expect(open.Page.GetByText("Yours: 1 cell edited")).ToBeVisibleAsync();
        Assert.DoesNotContain(open.Requests, request => request.Contains("/live/", StringComparison.Ordinal));
        await cell.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Assertions.Expect(cell.Locator(".source.yours")).ToHaveCountAsync(0); // what does it is loaded now
        await Assertions.Expect(cell.Locator(".source")).ToHaveTextAsync("return answer = 6 * 7");
        await Assertions.Expect(open.Page.GetByText("Yours:")).ToBeHiddenAsync();
        await open.Page.ReloadAsync();
        await Assertions.Expect(cell.Locator(".source")).ToHaveTextAsync("return answer = 6 * 7");
    }

    [Fact]
    public async Task What_an_earlier_edition_had_is_not_the_readers_any_more_and_what_it_marked_is_found_anew()
    {
        await using var open = await OpenAsync("editions", ("javascript", "boards = 24; // 1 to 100", "parameters"), ("javascript", "answer = 42", ""), ("javascript", "return answer", ""), ("javascript", "return 1", ""), ("javascript", "stays", "local-only"));
        await open.Page.EvaluateAsync("""
            localStorage.setItem(`workbook-edits ${location.pathname}`, JSON.stringify({
              cells: { "cell-c1": "answer = 41", "cell-c4": "edited", "cell-gone": "1" }, parameters: { gone: 5, boards: 24 }, concerned: { "cell-c3": true },
              marks: { edition: "earlier", cells: ["cell-c1", "cell-c3"] },
            }))
            """);
        for (var visit = 0; visit < 2; visit++)
        {
            await open.Page.ReloadAsync();
            await Assertions.Expect(Status(open, 1)).ToHaveTextAsync("edited: press Run");
            await Assertions.Expect(Status(open, 2)).ToHaveTextAsync("changed above: press Run", new() { Timeout = patience });
            await Assertions.Expect(Status(open, 3)).ToHaveTextAsync("");
            await Assertions.Expect(open.Page.Locator(".live-footer")).ToContainTextAsync("Yours: 1 cell edited");
        }

        Assert.Equal("""{"cell-c1":"answer = 41"} {} ["cell-c1","cell-c2"]""", await open.Page.EvaluateAsync<string>("""
            (() => {
              const { cells, parameters, marks } = JSON.parse(localStorage.getItem(`workbook-edits ${location.pathname}`));
              return [cells, parameters, marks.cells].map(each => JSON.stringify(each)).join(" ");
            })()
            """));
    }

    [Theory]
    [InlineData("csharp", "Console.WriteLine(\"as it was\");")]
    [InlineData("javascript", "console.log('as it ' + 'was');")]
    public async Task What_shows_what_was_recorded_is_shown_once_and_says_so(string language, string code)
    {
        await using var open = await OpenAsync($"same-{language}", (language, "0"));
        await EditAsync(open, 0, code);
        await Assertions.Expect(Status(open, 0)).ToHaveTextAsync("as recorded", new() { Timeout = patience });
        await Assertions.Expect(Cell(open, 0).GetByText("as it was", new() { Exact = true }).Locator("visible=true")).ToHaveCountAsync(1);
        await Assertions.Expect(Shown(open, 0)).Not.ToHaveAttributeAsync("data-title", "yours");

        await EditAsync(open, 0, code.Replace("was", "is", StringComparison.Ordinal));
        await Assertions.Expect(Shown(open, 0)).ToHaveTextAsync("as it is", new() { Timeout = patience });
        await Assertions.Expect(Shown(open, 0)).ToHaveAttributeAsync("data-title", "yours");
        await Assertions.Expect(Cell(open, 0).GetByText("as it was", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Status(open, 0)).ToHaveTextAsync("run here");
    }

    [Fact]
    public async Task A_bug_that_a_reader_makes_is_what_the_verdict_says_first()
    {
        const string Verdict = """
            const judgement = answer === 42 ? 'parity' : 'bug';
            const found = [{ language: 'JavaScript', text: `${answer}`, judgement, wanted: '42' }];
            const verdict = { title: 'The answer', languages: ['JavaScript'], rows: [{ what: 'answer', expected: '42', found }], rules: [] };
            return { [Symbol.for('Jupyter.display')]: () => ({ 'application/vnd.async-workbook.verdict+json': { verdicts: [verdict] } }) };
            """;
        await using var open = await OpenAsync("bug", ("javascript", "answer = 42"), ("javascript", Verdict));
        var announced = open.Page.Locator(".live-found");
        await Run(open, 1).ClickAsync();
        await Assertions.Expect(Shown(open, 1).Locator("[data-verdict=parity]")).ToBeVisibleAsync(new() { Timeout = patience });
        await Assertions.Expect(announced).ToHaveCountAsync(0);

        await EditAsync(open, 0, "answer = 41");
        await Assertions.Expect(Status(open, 1)).ToHaveTextAsync("changed above: press Run", new() { Timeout = patience });
        await Run(open, 1).ClickAsync();

        await Assertions.Expect(Shown(open, 1).Locator("[data-verdict=bug]")).ToBeVisibleAsync(new() { Timeout = patience });
        await Assertions.Expect(Shown(open, 1).Locator("> :first-child")).ToContainTextAsync("You have made a bug, and the verdict has caught it: what you changed in JavaScript");
        await Assertions.Expect(announced).ToHaveCountAsync(1);

        await EditAsync(open, 0, "answer = 42");
        await Run(open, 1).ClickAsync();
        await Assertions.Expect(announced).ToHaveCountAsync(0, new() { Timeout = patience });
    }

    [Theory]
    [InlineData("csharp", "var boards = 24;", "boards")]
    [InlineData("javascript", "boards = 24;", "boards")]
    [InlineData("python", "import math\nmath.floor(2)", "floor")]
    public async Task The_thing_under_the_pointer_is_explained(string language, string code, string word)
    {
        await using var open = await OpenAsync($"hovers-{language}", (language, code));
        await EditAsync(open, 0, code);
        await Assertions.Expect(Status(open, 0)).ToHaveTextAsync("run here", new() { Timeout = patience });
        await open.Page.Keyboard.PressAsync("ControlOrMeta+Home");
        var line = Cell(open, 0).Locator(".cm-line", new() { HasText = word });
        var place = (await line.EvaluateAsync<float[]>("""
            (line, word) => {
              const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
              for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const at = node.data.indexOf(word);
                if (at >= 0) {
                  const range = new Range();
                  range.setStart(node, at);
                  range.setEnd(node, at + word.length);
                  const { x, y, width, height } = range.getBoundingClientRect();
                  return [x + width / 2, y + height / 2];
                }
              }
            }
            """, word))!;
        await open.Page.Mouse.MoveAsync(place[0] - 2, place[1]);
        await open.Page.Mouse.MoveAsync(place[0], place[1], new() { Steps = 3 });
        await Assertions.Expect(open.Page.Locator(".live-about")).ToContainTextAsync(word, new() { Timeout = patience });
    }

    [Fact]
    public async Task A_directive_is_completed_before_any_language_is_there()
    {
        await using var open = await OpenAsync("completes", ("csharp", "1"));
        await Cell(open, 0).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Assertions.Expect(Cell(open, 0).GetByRole(AriaRole.Textbox)).ToBeFocusedAsync(new() { Timeout = patience });
        await open.Page.Keyboard.PressAsync("ControlOrMeta+a");
        await open.Page.Keyboard.TypeAsync("#!se");
        await open.Page.GetByRole(AriaRole.Option, new() { Name = "#!set" }).ClickAsync(new() { Timeout = patience });
        await open.Page.Keyboard.TypeAsync(" --na");
        await open.Page.GetByRole(AriaRole.Option, new() { Name = "--name" }).ClickAsync(new() { Timeout = patience });
        await Assertions.Expect(Cell(open, 0).Locator(".cm-content")).ToHaveTextAsync("#!set --name");
        Assert.DoesNotContain(open.Requests, request => request.Contains("/live/csharp.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slider_leaves_what_runs_in_real_time_to_a_press()
    {
        await using var open = await OpenAsync(
            "real-time", ("javascript", "boards = 24; // 1 to 100", "parameters"), ("javascript", "late = boards; return `late ${late}`", "real-time"),
            ("javascript", "return `follows from ${late}`", ""), ("javascript", "return `${boards} boards`", ""));
        await open.Page.GetByRole(AriaRole.Slider, new() { Name = "boards" }).FocusAsync();
        await open.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(Shown(open, 3)).ToHaveTextAsync("\"1 boards\"", new() { Timeout = patience });
        await Assertions.Expect(Status(open, 1)).ToHaveTextAsync("runs in real time: press Run");
        await Assertions.Expect(Shown(open, 1)).ToHaveCountAsync(0);
        await Run(open, 2).ClickAsync();
        await Assertions.Expect(Shown(open, 2)).ToHaveTextAsync("\"follows from 1\"", new() { Timeout = patience });
        await Assertions.Expect(Shown(open, 1)).ToHaveTextAsync("\"late 1\"");
    }

    [Fact]
    public async Task What_never_ends_is_stopped_and_the_next_run_starts_afresh()
    {
        await using var open = await OpenAsync("runaway", ("javascript", "kept = 1; console.log('began'); for (;;) { }"), ("javascript", "'fresh'"));
        await Run(open, 0).ClickAsync();
        await Assertions.Expect(Shown(open, 0)).ToHaveTextAsync("began", new() { Timeout = patience });
        await Cell(open, 0).GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Assertions.Expect(Status(open, 0)).ToHaveTextAsync("ended; its variables are gone", new() { Timeout = patience });
        await Assertions.Expect(Shown(open, 0)).ToContainTextAsync("its worker was ended");
    }

    [Fact]
    public async Task A_slider_gives_its_parameter_another_value()
    {
        await using var open = await OpenAsync("slider", ("javascript", "boards = 24; // 1 to 100", "parameters"), ("javascript", "return `${boards} boards`", ""));
        var slider = open.Page.GetByRole(AriaRole.Slider, new() { Name = "boards" });
        await slider.FocusAsync();
        await open.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(Shown(open, 1)).ToHaveTextAsync("\"1 boards\"", new() { Timeout = patience });
        await Assertions.Expect(open.Page.GetByText("Yours: boards = 1")).ToBeVisibleAsync();
        await slider.FillAsync("24"); // as the notebook has it
        await Assertions.Expect(Shown(open, 1)).ToHaveTextAsync("\"24 boards\"");
        await Assertions.Expect(open.Page.Locator(".live-footer")).ToBeHiddenAsync();
        await open.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(open.Page.GetByText("Yours: boards = 1")).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Reset all" }).ClickAsync();
        await Assertions.Expect(slider).ToHaveValueAsync("24");
        await Assertions.Expect(Cell(open, 1).Locator(".live-outputs")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_scripts_there_are_no_buttons()
    {
        await using var open = await OpenPage.AtAsync(() => sites.Export("no-scripts", RecordedNotebook.Of(("javascript", "1")), live: true), chromium, new() { JavaScriptEnabled = false });
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Run" })).ToHaveCountAsync(0);
        Assert.Empty(open.Problems);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task In_none_of_its_states_has_a_cell_a_barrier_that_axe_knows(ColorScheme scheme)
    {
        await using var open = await OpenPage.AtAsync(
            () => sites.Export($"states-{scheme}", RecordedNotebook.Of(("javascript", "boards = 24; // 1 to 100", "parameters"), ("javascript", "return boards", ""), ("javascript", "throw new Error('x')", "")), live: true), chromium, new() { ColorScheme = scheme });
        await Axe.FindsNothingAsync(open.Page.Locator("article"));
        await Cell(open, 1).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Assertions.Expect(Cell(open, 1).GetByRole(AriaRole.Textbox)).ToBeFocusedAsync(new() { Timeout = patience });
        await open.Page.Keyboard.TypeAsync("boards = boards; ");
        await open.Page.Keyboard.PressAsync("Shift+Enter");
        await Assertions.Expect(Shown(open, 1)).ToHaveTextAsync("24", new() { Timeout = patience });
        await Run(open, 2).ClickAsync();
        await Assertions.Expect(Shown(open, 2).Locator(".error")).ToBeVisibleAsync(new() { Timeout = patience });
        await Axe.FindsNothingAsync(open.Page.Locator("article"));
    }

    /// <summary>Gives a cell another text, and runs it.</summary>
    private static async Task EditAsync(OpenPage open, int index, string code)
    {
        await Cell(open, index).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Assertions.Expect(Cell(open, index).GetByRole(AriaRole.Textbox)).ToBeFocusedAsync(new() { Timeout = patience });
        await open.Page.Keyboard.PressAsync("ControlOrMeta+a");
        await open.Page.Keyboard.InsertTextAsync(code);
        await open.Page.Keyboard.PressAsync("Shift+Enter");
    }

    private static ILocator Cell(OpenPage open, int index) => open.Page.Locator($"#cell-c{index}");

    private static ILocator Run(OpenPage open, int index) => Cell(open, index).Locator(".live-run");

    private static ILocator Status(OpenPage open, int index) => Cell(open, index).Locator(".live-tools .live-status");

    private static ILocator Shown(OpenPage open, int index) => Cell(open, index).Locator(".live-outputs");

    private Task<OpenPage> OpenAsync(string name, params (string Kernel, string Source)[] cells) => OpenAsync(name, [.. cells.Select(cell => (cell.Kernel, cell.Source, ""))]);

    private Task<OpenPage> OpenAsync(string name, params (string Kernel, string Source, string Tag)[] cells) => OpenPage.AtAsync(() => sites.Export(name, RecordedNotebook.Of(cells), live: true), chromium);
}
