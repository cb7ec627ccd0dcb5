using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Answering a quiz: by keyboard, for every eye and ear, without scripts and on paper.</summary>
public class QuizTests(Chromium chromium, ExportedSites sites)
{
    private const string quiz = "#cell-quiz-answer";

    [Fact]
    public async Task What_it_prints_shows_to_those_who_ask()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium);
        await Assertions.Expect(Outputs(open)).ToBeHiddenAsync();

        await Button(open).ClickAsync();
        await Assertions.Expect(Outputs(open)).ToBeVisibleAsync();
        await Assertions.Expect(Status(open)).ToHaveTextAsync("It prints before after body done.");

        await Button(open, "Hide it again").ClickAsync();
        await Assertions.Expect(Outputs(open)).ToBeHiddenAsync();
        await Assertions.Expect(Status(open)).ToBeEmptyAsync();
        Assert.Empty(open.Problems);
    }

    [Theory]
    [InlineData(0, "Wrong: it prints before after body done.")]
    [InlineData(1, "Right: it prints before after body done.")]
    [InlineData(2, "Wrong: it prints before after body done.")]
    public async Task A_choice_made_by_keyboard_is_judged_in_words(int choice, string judgement)
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium);
        var keyboard = open.Page.Keyboard;
        var radios = open.Page.GetByRole(AriaRole.Group, new() { Name = "What does it print?" }).First.GetByRole(AriaRole.Radio);
        await radios.First.FocusAsync();
        await keyboard.PressAsync("Space");
        for (var i = 0; i < choice; i++)
        {
            await keyboard.PressAsync("ArrowDown");
        }

        await Assertions.Expect(radios.Nth(choice)).ToBeCheckedAsync();
        await Assertions.Expect(Outputs(open)).ToBeHiddenAsync();
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(Button(open)).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");

        await Assertions.Expect(Status(open)).ToHaveTextAsync(judgement);
        await Assertions.Expect(Outputs(open)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_choice_is_judged_anew()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium);
        await open.Page.Locator(quiz).GetByText("before body after done").ClickAsync();
        await Button(open).ClickAsync();
        await Assertions.Expect(Status(open)).ToContainTextAsync("Wrong");
        await open.Page.Locator(quiz).GetByLabel("before after body done").CheckAsync();
        await Assertions.Expect(Status(open)).ToContainTextAsync("Right");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Answered_right_and_wrong_it_has_no_barrier_that_axe_knows(ColorScheme scheme)
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium, new() { ColorScheme = scheme });
        foreach (var element in await open.Page.Locator(".quiz").AllAsync())
        {
            await element.GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
            await element.GetByRole(AriaRole.Button, new() { Name = "Show what it prints" }).ClickAsync();
            await element.GetByRole(AriaRole.Radio).First.CheckAsync();
            await Axe.FindsNothingAsync(element);
            await element.GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
            await Axe.FindsNothingAsync(element);
        }
    }

    [Fact]
    public async Task Without_scripts_everything_is_there_to_read()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium, new() { JavaScriptEnabled = false });
        await Assertions.Expect(Outputs(open)).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.Locator(quiz).GetByText("before body after done")).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.Locator(quiz).GetByRole(AriaRole.Radio)).ToHaveCountAsync(0);
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task On_paper_everything_is_there_to_read()
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(Outputs(open)).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.Locator(quiz).GetByText("before body after done")).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.Locator(quiz).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    private Uri Sampler() => sites.Address("samples", "01-sampler.html");

    private static ILocator Outputs(OpenPage open) => open.Page.Locator($"{quiz} .outputs");

    private static ILocator Status(OpenPage open) => open.Page.Locator(quiz).GetByRole(AriaRole.Status);

    private static ILocator Button(OpenPage open, string name = "Show what it prints") =>
        open.Page.Locator(quiz).GetByRole(AriaRole.Button, new() { Name = name });
}
