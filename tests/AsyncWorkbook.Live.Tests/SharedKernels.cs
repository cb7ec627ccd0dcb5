using System.Collections.Concurrent;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Live.Tests;

/// <summary>
/// Kernels that tests take one after the other, so that a language starts once and not for each test: C# takes seconds in a page. Their variables are
/// what earlier tests have left. Whoever asks for something special has one of their own.
/// </summary>
internal static class SharedKernels
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    /// <summary>Tests that ask of a language how it is before anything has run in it.</summary>
    private static readonly HashSet<string> atTheBeginning = ["Variables_are_listed_by_name_with_type_and_value", "An_undefined_variable_is_refused_by_name"];

    private static readonly ConcurrentDictionary<string, ConcurrentBag<ChildProcessKernel>> free = new(StringComparer.Ordinal);

    /// <summary>Whether the running test can do with what others have left.</summary>
    public static bool AreForThisTest => !atTheBeginning.Contains(TestContext.Current.TestMethod?.MethodName ?? "");

    /// <summary>One that nobody has; null if there is none.</summary>
    public static ChildProcessKernel? Take(string language) =>
        free.TryGetValue(language, out var kernels) && kernels.TryTake(out var kernel) ? kernel : null;

    /// <summary>Takes one back, if it still answers.</summary>
    public static async Task ReturnAsync(string language, ChildProcessKernel kernel)
    {
        try
        {
            await kernel.ListVariablesAsync(CancellationToken.None).WaitAsync(patience);
            free.GetOrAdd(language, _ => []).Add(kernel);
        }
        catch (Exception e) when (e is TimeoutException or SharingException)
        {
            await kernel.DisposeAsync();
        }
    }

    /// <summary>Ends them all.</summary>
    public static async Task EndAsync()
    {
        foreach (var kernel in free.Values.SelectMany(kernels => kernels))
        {
            await kernel.DisposeAsync();
        }

        free.Clear();
    }
}
