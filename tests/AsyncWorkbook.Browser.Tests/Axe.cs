using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Barriers for readers, as axe-core knows them. It is asked for what is wrong only, because listing all that is right takes it longer.</summary>
internal static class Axe
{
    /// <summary>Fails with every barrier of a page and the elements that have it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rule">One rule to look for; null for all.</param>
    public static async Task FindsNothingAsync(IPage page, string? rule = null) => FindNothing(await page.RunAxe(Options(rule)));

    /// <summary>Fails with every barrier of an element and what in it has it.</summary>
    public static async Task FindsNothingAsync(ILocator element) => FindNothing(await element.RunAxe(Options(null)));

    private static AxeRunOptions Options(string? rule) => new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = rule is null ? null : new() { Type = "rule", Values = [rule] },
        Rules = rule is null ? new() { ["target-size"] = new() { Enabled = true } } : null, // off unless one asks for it
    };

    private static void FindNothing(AxeResult found) => Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation =>
        $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")));
}
