using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Curves: drawn without scripts, read off with mouse and keyboard.</summary>
public class CurvesTests(Chromium chromium, ExportedSites sites)
{
    [Fact]
    public async Task Values_are_read_off_by_pointer_and_keys()
    {
        await using var open = await OpenAsync();
        var slider = open.Page.GetByRole(AriaRole.Slider, new() { Name = "boards" });
        await slider.FocusAsync();
        await open.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(open.Page.Locator(".read")).ToHaveTextAsync("boards 1: played 30, host alone 2.5");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(slider).ToHaveAttributeAsync("aria-valuetext", "boards 12: played 30.92");
        var field = (await open.Page.Locator(".field").BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(field.X + field.Width - 2, field.Y + 20);
        await Assertions.Expect(open.Page.Locator(".read")).ToHaveTextAsync("boards 48: played 120.92, host alone 120");
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task Without_scripts_the_lines_their_names_and_the_table_are_there()
    {
        await using var open = await OpenAsync(new() { JavaScriptEnabled = false });
        await Assertions.Expect(open.Page.Locator(".curves svg g")).ToHaveCountAsync(2);
        await Assertions.Expect(open.Page.Locator(".names li")).ToHaveTextAsync(["played", "host alone"]);
        await open.Page.GetByText("The same as a table").ClickAsync();
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Row, new() { Name = "48 120.92 120" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Names_at_the_ends_of_lines_do_not_touch()
    {
        await using var open = await OpenAsync();
        var names = await open.Page.EvaluateAsync<double[][]>("[...document.querySelectorAll('.names li')].map(name => name.getBoundingClientRect()).map(box => [box.top, box.bottom])");
        Assert.True(names[0][1] <= names[1][0] + 1, $"{names[0][1]} over {names[1][0]}");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task They_have_no_barrier_that_axe_knows_and_fit(ColorScheme scheme, int width)
    {
        await using var open = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await open.Page.GetByText("The same as a table").ClickAsync();
        await Axe.FindsNothingAsync(open.Page.Locator(".curves"));
        Assert.Equal(width, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private Task<OpenPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        JsonObject Series(string name, string dash, double[][] points) => new()
        {
            ["name"] = name,
            ["dash"] = dash,
            ["dots"] = dash.Length == 0,
            ["points"] = new JsonArray([.. points.Select(point => new JsonArray([.. point.Select(number => (JsonNode)number)]))]),
        };

        var data = new JsonObject
        {
            ["title"] = "How long",
            ["caption"] = "Up to the knee nothing.",
            ["x"] = "boards",
            ["y"] = "minutes",
            ["fromZero"] = new JsonObject { ["x"] = false, ["y"] = true },
            ["series"] = new JsonArray(Series("played", "", [[1, 30], [12, 30.9167], [48, 120.9167]]), Series("host alone", "9 6", [[1, 2.5], [48, 120]])),
        };
        return OpenPage.AtAsync(() => sites.Export("curves", ComponentNotebook.Of("Curves", "curves", data)), chromium, options);
    }
}
