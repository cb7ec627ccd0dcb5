using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Languages;

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

/// <summary>Where a worker is to run.</summary>
/// <param name="Programs">The folder with one folder a language that holds its worker.</param>
/// <param name="WorkingDirectory">The folder of the notebook.</param>
/// <param name="MemoryLimit">Bytes of memory that its code may take; null for what the machine has.</param>
public sealed record WorkerHome(string Programs, string WorkingDirectory, long? MemoryLimit)
{
    /// <summary>A file of the worker of a language.</summary>
    /// <exception cref="RuntimeMissingException">It is not there.</exception>
    public string File(string language, string name) => Path.Combine(Programs, language, name) is var path && System.IO.File.Exists(path)
        ? path
        : throw new RuntimeMissingException($"{path} is missing; install the workbook again, or build it with: dotnet build src/publish.proj");
}
