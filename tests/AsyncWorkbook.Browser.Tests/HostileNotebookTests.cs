using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Notebooks that mean harm, as a reader opens their pages.</summary>
public class HostileNotebookTests(Chromium chromium, ExportedSites sites)
{
    [Theory]
    [InlineData("outputs")]
    [InlineData("charts")]
    [InlineData("markdown-outputs")]
    [InlineData("prose")]
    [InlineData("components")]
    public async Task Nothing_that_came_with_a_notebook_runs_loads_or_leads_away(string place)
    {
        var cells = Payloads.All.Select((payload, index) => place switch
        {
            "outputs" => Code(("text/html", payload)),
            "charts" => Code(("application/vnd.plotly.v1+json", Figure(payload)), ("text/html", $"<figure><div class=\"aw-plot\">{payload}</div></figure>")),
            "markdown-outputs" => Code(("text/markdown", payload)),
            "components" => Code((Recording.Mime, Recording.Of(payload)), ("application/vnd.async-workbook.verdict+json", new JsonObject())),
            _ => Markdown(payload),
        }).SelectMany((cell, index) => new[] { cell, Markdown($"## Behind {index}") });
        await using var open = await OpenPage.NewAsync(chromium);
        var (hits, windows, journeys) = await WatchAsync(open);

        await open.GoAsync(sites.Export($"hostile-{place}", Notebook(cells)));
        if (place == "charts")
        {
            await open.DrawChartsAsync();
        }

        await SettleAsync(open.Page);
        Assert.Empty(hits);
        Assert.Empty(windows);
        Assert.Single(journeys); // to the page itself
        Assert.All(open.Requests, request => Assert.StartsWith("file:", request, StringComparison.Ordinal));
        Assert.DoesNotContain(open.Problems, problem => problem.StartsWith("uncaught", StringComparison.Ordinal));

        // And it has swallowed nothing: each heading is where it would be without it, and the page's own script has done its work.
        Assert.Equal(
            Payloads.All.Count,
            await open.Page.EvaluateAsync<int>("[...document.querySelectorAll('main > article > .prose > h2')].filter(heading => heading.id.startsWith('behind-')).length"));
        await Assertions.Expect(open.Page.Locator("#colours .theme")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Names_tags_and_metadata_are_text_in_a_page_of_its_own_files_and_in_one_file(bool singleFile)
    {
        const string hit = "\"><img src=x onerror=hit()><script>hit()<";
        var code = Code(("image/png", "iVBORw0KGgo="), ("text/plain", hit));
        code["id"] = hit;
        code["metadata"] = new JsonObject { ["tags"] = new JsonArray(hit, "parameters"), ["polyglot_notebook"] = new JsonObject { ["kernelName"] = hit } };
        code["source"] = $"x = 1 // {hit}\n// ① </script><script>hit()</script>";
        var prose = Markdown($"- ① {hit}\n  - **{hit}**: {hit}");
        prose["attachments"] = new JsonObject { [hit] = new JsonObject { ["image/png"] = hit } };
        var notebook = JsonNode.Parse(Notebook([Markdown($"# {hit}"), Markdown("```mermaid\ngraph TD; a[\"<img src=x onerror=hit()>\"]-->b; click b hit\n```"), code, prose, Markdown("## Behind 0")]))!.AsObject();
        notebook["metadata"] = new JsonObject { ["title"] = hit, ["kernelspec"] = new JsonObject { ["name"] = hit, ["language"] = hit, ["display_name"] = hit } };
        await using var open = await OpenPage.NewAsync(chromium);
        var (hits, windows, journeys) = await WatchAsync(open);

        await open.GoAsync(sites.Export($"<img src=x onerror=hit()> {singleFile}", notebook.ToJsonString(), singleFile: singleFile));
        await Assertions.Expect(open.Page.Locator(".diagram svg, .diagram[data-failed]").First).ToBeAttachedAsync();

        await SettleAsync(open.Page);
        Assert.Empty(hits);
        Assert.Empty(windows);
        Assert.Single(journeys);
        Assert.DoesNotContain(open.Problems, problem => problem.StartsWith("uncaught", StringComparison.Ordinal));
        await Assertions.Expect(open.Page.Locator("#behind-0")).ToHaveTextAsync("Behind 0");
    }

    [Fact]
    public async Task A_reader_who_trusts_a_notebook_lets_its_outputs_run()
    {
        // The same harness, so that it is known to notice.
        var cells = new[] { "<script>hit()</script>", "<img src=x onerror=hit()>" }.Select(payload => Code(("text/html", payload)));
        await using var open = await OpenPage.NewAsync(chromium);
        var (hits, _, _) = await WatchAsync(open);
        await open.GoAsync(sites.Export("trusted", Notebook(cells), trustOutputs: true));
        await SettleAsync(open.Page);
        Assert.Equal(2, hits.Count);
    }

    [Fact]
    public async Task No_output_keeps_the_rest_of_the_page_for_itself_however_much_it_is_trusted()
    {
        string[] payloads = ["<plaintext>", "<script><!--<script>", "<script><!--<script></script>", "<noscript><p title=\"</noscript>\">", "<svg><desc><plaintext>", "<!-- x", "<table><plaintext>", "<select><plaintext>", "</div></article></main>"];
        await using var open = await OpenPage.NewAsync(chromium);
        await open.GoAsync(sites.Export("unclosed", Notebook(payloads.Select(payload => Code(("text/html", payload))).Append(Markdown("## Behind"))), trustOutputs: true));
        await Assertions.Expect(open.Page.Locator("main > article > .prose > h2#behind")).ToHaveTextAsync("Behind");
        await Assertions.Expect(open.Page.Locator("main > article > .cell")).ToHaveCountAsync(payloads.Length);
    }

    private static async Task<(List<string> Hits, List<string> Windows, List<string> Journeys)> WatchAsync(OpenPage open)
    {
        List<string> hits = [], windows = [], journeys = [];
        await open.Page.ExposeFunctionAsync("hit", () =>
        {
            lock (hits)
            {
                hits.Add("hit");
            }
        });
        open.Page.Popup += (_, popup) => windows.Add(popup.Url);
        open.Page.FrameNavigated += (_, frame) => journeys.Add(frame.Url);
        open.Page.Dialog += (_, dialog) =>
        {
            windows.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };
        return (hits, windows, journeys);
    }

    /// <summary>Waits until whatever loads has loaded or failed, the frames and tasks after that have run, and calls have arrived.</summary>
    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.EvaluateAsync(
            """
            async () => {
              await Promise.allSettled([...document.images].map(image => image.decode()));
              for (let turn = 0; turn < 5; turn++) {
                await new Promise(go => requestAnimationFrame(() => setTimeout(go)));
              }
            }
            """);
    }

    private static JsonObject Figure(string payload) => new()
    {
        ["data"] = new JsonArray(new JsonObject { ["x"] = new JsonArray(1, 2), ["y"] = new JsonArray(1, 2), ["name"] = payload, ["text"] = payload }),
        ["layout"] = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = payload },
            ["images"] = new JsonArray(new JsonObject { ["source"] = "http://localhost:9/x.png" }),
        },
    };

    private static JsonObject Code(params (string Mime, JsonNode Content)[] data) => new()
    {
        ["cell_type"] = "code",
        ["metadata"] = new JsonObject(),
        ["source"] = "1",
        ["outputs"] = new JsonArray(new JsonObject
        {
            ["output_type"] = "display_data",
            ["data"] = new JsonObject(data.Select(entry => KeyValuePair.Create(entry.Mime, (JsonNode?)entry.Content))),
            ["metadata"] = new JsonObject(),
        }),
    };

    private static JsonObject Markdown(string source) => new()
    {
        ["cell_type"] = "markdown",
        ["metadata"] = new JsonObject(),
        ["source"] = source,
    };

    private static string Notebook(IEnumerable<JsonObject> cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();
}
