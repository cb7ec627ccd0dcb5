using System.Diagnostics;
using System.Globalization;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Packages;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>One cell on its way through a session.</summary>
/// <param name="kernel">The kernel at its start.</param>
/// <param name="file">What it is called in errors.</param>
/// <param name="sink">Takes its outputs.</param>
/// <param name="interrupt">Asks it to stop.</param>
internal sealed class Submission(string kernel, string file, IOutputSink sink, CancellationToken interrupt)
{
    private Stopwatch? wallTime;

    public string Kernel => kernel;

    public string File => file;

    public IOutputSink Sink => sink;

    public CancellationToken Interrupt => interrupt;

    /// <summary>The files that are being imported, outermost first: a file in the list would import itself.</summary>
    public IReadOnlyList<string> Importing { get; private init; } = [];

    /// <summary>The packages that have been asked for and not been restored yet, and the lines that ask.</summary>
    public List<(PackageRequest Request, int Line)> Packages { get; } = [];

    /// <summary>The submission that runs a part of an imported file.</summary>
    public Submission Import(string path, string kernelOfPart, string part) =>
        new(kernelOfPart, part, sink, interrupt) { Importing = [.. Importing, path] };

    /// <summary>Measures from here to the end of the cell (<c>#!time</c>).</summary>
    public void StartClock() => wallTime ??= Stopwatch.StartNew();

    /// <summary>Shows what was measured.</summary>
    public void Complete()
    {
        if (wallTime is { } clock)
        {
            sink.Emit(new DisplayOutput(
                MimeBundles.Plain(string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds:0.####}ms")), []));
        }
    }
}
