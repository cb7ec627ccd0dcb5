using System.Text.RegularExpressions;

namespace AsyncWorkbook.Architecture.Tests;

/// <summary>The core of a worker is the language alone: it knows no shell, connection, process or signal, so that it can run in other places.</summary>
public class WorkerCoreTests
{
    // What a formatter shows it has to name.
    private const string formatters = "Core/Formatting/ConciseFormatters.cs";

    private static readonly string[] ofTheShell =
    [
        "System.Net.Sockets.", "System.IO.Pipes.", "System.Diagnostics.Process", "System.Runtime.InteropServices.PosixSignal",
        "System.Runtime.ControlledExecution",
    ];

    [Fact]
    public void CSharp()
    {
        var uses = ProjectCode.Of(SourceProject.Named("AsyncWorkbook.Workers.CSharp")).Uses().Where(use => InCore(use.From)).ToList();

        Assert.NotEmpty(uses);
        Assert.Empty(uses
            .Where(use => use.To.Any(folder => !InCore(folder))
                || (use.File != formatters && ofTheShell.Any(name => use.UsedName.StartsWith(name, StringComparison.Ordinal))))
            .Select(use => $"{use.File} uses {use.UsedName}")
            .Distinct());
    }

    [Theory]
    [InlineData("javascript/core", "*.mjs", @"^[^*]*\bimport\b.*['""](node:(net|fs|fs/.*|worker_threads|inspector|child_process|process)|.*/shell/.*)['""]")]
    [InlineData("python/workbook_worker/core", "*.py", @"^\s*(import|from)\s+(socket|select|signal|subprocess|multiprocessing|resource|fcntl|\.*shell)\b")]
    public void Others(string folder, string files, string import)
    {
        var core = Path.Combine(SourceProject.Named("AsyncWorkbook.Workers.CSharp").Folder, "..", folder);
        var lines = Directory.EnumerateFiles(core, files, SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Select(line => $"{Path.GetRelativePath(core, file)}: {line}"))
            .ToList();

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => Regex.IsMatch(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..], import));
    }

    private static bool InCore(string folder) => folder == "Core" || folder.StartsWith("Core/", StringComparison.Ordinal);
}
