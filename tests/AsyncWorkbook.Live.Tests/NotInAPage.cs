namespace AsyncWorkbook.Live.Tests;

/// <summary>The contract tests that ask of a worker what a page cannot do, by name; docs/live.md tells readers.</summary>
internal static class NotInAPage
{
    private const string children = "a page starts no processes";
    private const string force = "code that never gives way hears of no message: the page ends its worker";
    private const string kernels = ".NET Interactive's kernels wait on threads of their own, and its GetInputAsync is theirs";
    private const string lines = "the runtime for browsers knows no lines of code that is compiled while it runs";
    private const string standing = "a Web Worker cannot stand still until somebody answers";

    private static readonly Dictionary<(string Test, string? Language), string> listed = new()
    {
        [("Output_that_looks_like_the_protocol_is_output", null)] = children,
        [("What_child_processes_print_is_shown_in_the_cell_that_ran_them", null)] = children,
        [("An_interrupt_stops_the_process_that_a_cell_waits_for", null)] = children,
        [("An_interrupt_stops_running_code_and_keeps_the_variables", null)] = force,
        [("An_interrupt_at_any_moment_harms_no_later_cell", null)] = force,
        [("Output_arrives_while_the_cell_is_busy", null)] = force,
        [("An_error_names_the_cells_own_line_and_no_file_of_the_worker", "csharp")] = lines,
        [("An_answer_arrives_as_it_was_typed", "csharp")] = kernels,
        [("Where_nobody_can_answer_the_code_is_told_why", "csharp")] = kernels,
        [("An_interrupt_ends_the_wait_and_later_cells_run", "csharp")] = kernels,
        [("An_answer_arrives_as_it_was_typed", "javascript")] = standing,
        [("Where_nobody_can_answer_the_code_is_told_why", "javascript")] = standing,
        [("An_interrupt_ends_the_wait_and_later_cells_run", "javascript")] = standing,
    };

    /// <summary>Skips the running test if it is listed for a language, and all of them where there is no browser.</summary>
    public static void SkipIfListed(string language)
    {
        Browser.Require();
        var test = TestContext.Current.TestMethod?.MethodName ?? "";
        var reason = listed.GetValueOrDefault((test, null)) ?? listed.GetValueOrDefault((test, language));
        Assert.SkipWhen(reason is not null, reason ?? "");
    }
}
