using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit.v3;

[assembly: AsyncWorkbook.Testing.HangWatch]

namespace AsyncWorkbook.Testing;

/// <summary>
/// Ends the run, and names the tests that are on, when no test has begun or ended for far longer than any takes on the slowest machine: what
/// waits for something that never comes would else say nothing until the run is stopped from outside, and then not even its name.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class HangWatchAttribute : BeforeAfterTestAttribute
{
    /// <summary>The longest test takes two minutes where two cores are quiet.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(15);

    private static readonly ConcurrentDictionary<string, string> running = new(StringComparer.Ordinal);
    private static readonly Timer silence = new(_ => GiveUp());

    /// <summary>From the start of the program: what tests share is made before the first of them begins.</summary>
    [ModuleInitializer]
    internal static void Restart() => silence.Change(patience, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        running[test.UniqueID] = test.TestDisplayName;
        Restart();
    }

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        running.TryRemove(test.UniqueID, out _);
        Restart();
    }

    private static void GiveUp() => Environment.FailFast(
        $"No test has begun or ended for {patience.TotalMinutes:0} minutes. Hanging: {(running.IsEmpty ? "what tests share" : string.Join("; ", running.Values))}.");
}
