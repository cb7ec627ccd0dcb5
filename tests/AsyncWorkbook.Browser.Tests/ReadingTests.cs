using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>How a page meets its reader: theme, menu, no scripts, paper, and notebooks that mean harm.</summary>
public class ReadingTests(Chromium chromium, ExportedSites sites)
{
    [Fact]
    public async Task The_chosen_theme_holds_for_charts_and_for_the_next_page()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium, new() { ColorScheme = ColorScheme.Light });
        await open.DrawChartsAsync();
        var page = open.Page;
        var (paper, ink) = (await PaperAsync(page), await ChartInkAsync(page));

        await ChooseColoursAsync(page, "Dark");

        var dark = await PaperAsync(page);
        Assert.NotEqual(paper, dark);
        await Assertions.Expect(page.Locator(".plot .gtitle").First).Not.ToHaveCSSAsync("fill", ink);

        await page.GotoAsync(sites.Address("samples", "02-plain.html").AbsoluteUri);
        Assert.Equal(dark, await PaperAsync(page));
        await ChooseColoursAsync(page, "System");
        Assert.Equal(paper, await PaperAsync(page));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal(dark, await PaperAsync(page));
    }

    [Fact]
    public async Task The_contents_are_a_menu_for_fingers_and_keys()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium, new() { ViewportSize = new() { Width = 375, Height = 700 } });
        var menu = open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Chapters" });
        var button = open.Page.GetByRole(AriaRole.Button, new() { Name = "Contents" });
        await Assertions.Expect(menu).ToBeHiddenAsync();

        await button.ClickAsync();
        await menu.GetByRole(AriaRole.Link, new() { Name = "Charts" }).ClickAsync();
        await Assertions.Expect(menu).ToBeHiddenAsync();
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Charts" })).ToBeInViewportAsync();

        await button.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(menu).ToBeVisibleAsync();
        await open.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(menu.GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(menu).ToBeHiddenAsync();
        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Without_scripts_there_is_a_still_picture_and_every_word()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium, new() { JavaScriptEnabled = false });
        await Assertions.Expect(open.Page.Locator(".plot svg").First).ToBeVisibleAsync();
        await open.Page.GetByText("The same spans as a table").ClickAsync();
        await Assertions.Expect(open.Page.Locator("figure table").First).ToBeVisibleAsync();
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task On_paper_there_is_the_chapter_without_the_frame()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(open.Page.Locator("h1")).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Code_is_copied_as_the_notebook_has_it()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium, new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await open.Page.Locator("#cell-mixed").GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator("#cell-mixed .copy")).ToHaveTextAsync("Copied");
        Assert.Equal(
            "var shared = 42;\n#!python\nanswer = 6 * 7\n#!set --name fromPython --value @python:answer\n#!csharp\n#!set --name fromPython --value @python:answer\nfromPython",
            await open.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Theory]
    [InlineData("<script>fetch('http://localhost:9/x'); new Image().src = 'http://localhost:9/x.png';</script>")]
    [InlineData("<script src='http://localhost:9/x.js'></script>")]
    [InlineData("<link rel='stylesheet' href='http://localhost:9/x.css'>")]
    [InlineData("<input type='image' src='http://localhost:9/x.png'>")]
    [InlineData("<style>body { background: url('http://localhost:9/x.png') }</style>")]
    public async Task Html_that_a_cell_has_put_out_loads_nothing_from_the_network(string html)
    {
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray(new JsonObject
            {
                ["cell_type"] = "code",
                ["metadata"] = new JsonObject(),
                ["source"] = "1",
                ["outputs"] = new JsonArray(new JsonObject
                {
                    ["output_type"] = "display_data",
                    ["data"] = new JsonObject { ["text/html"] = html },
                    ["metadata"] = new JsonObject(),
                }),
            }),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString();

        await using var open = await OpenPage.AtAsync(() => sites.Export("reaching-out", notebook, trustOutputs: true), chromium);

        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("reaching-out");
        Assert.NotEmpty(open.Problems); // the page's policy says what it has refused
        Assert.DoesNotContain(open.Problems, problem => problem.StartsWith("failed:", StringComparison.Ordinal) && !problem.Contains("csp", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task ChooseColoursAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Colours" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = name }).CheckAsync(new() { Force = true });
    }

    private Uri Sampler() => sites.Address("samples", "01-sampler.html");

    private static Task<string> PaperAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static Task<string> ChartInkAsync(IPage page) =>
        page.Locator(".plot .gtitle").First.EvaluateAsync<string>("title => getComputedStyle(title).fill");
}
