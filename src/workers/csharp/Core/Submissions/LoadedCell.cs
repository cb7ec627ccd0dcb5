namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>A compiled cell that is ready to run, once.</summary>
/// <param name="compiled">The cell.</param>
/// <param name="entry">Its entry point.</param>
/// <param name="submissions">The cells before it, and a place at the end for its own variables.</param>
internal sealed class LoadedCell(CompiledCell compiled, Func<object?[], Task<object?>> entry, object?[] submissions)
{
    public CompiledCell Compiled => compiled;

    /// <summary>The object that holds its variables; null before it has begun.</summary>
    public object? Submission => submissions[^1];

    /// <summary>Runs it to its first await that suspends, and gives the task of its value.</summary>
    public Task<object?> StartAsync() => entry(submissions);
}
