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
        await Assertions.Expect(Status(open)).ToHaveTextAsync("It is before after body done.");

        await Button(open, "Hide the answer").ClickAsync();
        await Assertions.Expect(Outputs(open)).ToBeHiddenAsync();
        await Assertions.Expect(Status(open)).ToBeEmptyAsync();
        Assert.Empty(open.Problems);
    }

    [Theory]
    [InlineData(0, "Wrong: it is before after body done.")]
    [InlineData(1, "Right: it is before after body done.")]
    [InlineData(2, "Wrong: it is before after body done.")]
    public async Task A_choice_made_by_keyboard_is_judged_in_words(int choice, string judgement)
    {
        await using var open = await OpenPage.AtAsync(Sampler, chromium);
        var keyboard = open.Page.Keyboard;
        var radios = open.Page.GetByRole(AriaRole.Group, new() { Name = "Your answer" }).First.GetByRole(AriaRole.Radio);
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
        await open.Page.Locator(quiz).GetByText("before body after done").ClickAsync(); // a tile that is pressed is an answer
        await Assertions.Expect(Outputs(open)).ToBeVisibleAsync();
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
            await Axe.FindsNothingAsync(element);
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
        await Assertions.Expect(Outputs(open)).ToBeHiddenAsync();
        await open.Page.Locator(quiz).GetByText("The answer").ClickAsync();
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_explains_the_answer_shows_with_it(bool hasScripts)
    {
        await using var open = await OpenPage.AtAsync(
            () => sites.Export("explained", """
                {"cells":[
                 {"cell_type":"markdown","metadata":{"tags":["quiz"]},"source":"## Which?\n\n- `1`\n- `2`"},
                 {"cell_type":"code","metadata":{"tags":["quiz"]},"source":"print(2)","outputs":[{"output_type":"stream","name":"stdout","text":"2"}]},
                 {"cell_type":"markdown","metadata":{"tags":["answer"]},"source":"Because it is two."},
                 {"cell_type":"markdown","metadata":{},"source":"The next."}],
                 "metadata":{},"nbformat":4,"nbformat_minor":5}
                """),
            chromium,
            new() { JavaScriptEnabled = hasScripts });
        var why = open.Page.GetByText("Because it is two.");
        await Assertions.Expect(why).ToHaveCountAsync(1);
        await Assertions.Expect(why).ToBeHiddenAsync();
        await Assertions.Expect(open.Page.GetByText("The next.")).ToBeVisibleAsync();
        await (hasScripts ? open.Page.GetByRole(AriaRole.Button, new() { Name = "Show the answer" }) : open.Page.GetByText("The answer")).ClickAsync();
        await Assertions.Expect(why).ToBeVisibleAsync();
    }

    private Uri Sampler() => sites.Address("samples", "01-sampler.html");

    private static ILocator Outputs(OpenPage open) => open.Page.Locator($"{quiz} .outputs");

    private static ILocator Status(OpenPage open) => open.Page.Locator(quiz).GetByRole(AriaRole.Status);

    private static ILocator Button(OpenPage open, string name = "Show the answer") =>
        open.Page.Locator(quiz).GetByRole(AriaRole.Button, new() { Name = name });
}
