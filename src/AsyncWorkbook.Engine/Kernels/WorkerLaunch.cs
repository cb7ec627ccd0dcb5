namespace AsyncWorkbook.Engine.Kernels;

/// <summary>How to start a worker process.</summary>
/// <param name="Program">The program, as a path or a name on the PATH.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables to add to the user's own.</param>
public sealed record WorkerLaunch(
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string>? Environment = null);
