namespace AsyncWorkbook.Engine.Kernels;

/// <summary>How to start a worker process.</summary>
/// <param name="Program">The program, as a path or a name on the PATH.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables to add to the user's own; null leaves one as it is.</param>
/// <param name="LastWords">What its runtime prints to stderr when it dies, and what that means in the reader's words.</param>
public sealed record WorkerLaunch(
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string?>? Environment = null,
    IReadOnlyDictionary<string, string>? LastWords = null);
