namespace AsyncWorkbook.Architecture.Tests;

/// <summary>
/// The core of a worker is the language alone: it knows no shell, connection, process or signal, so that it can run in other
/// places. The JavaScript and Python workers' are held to it by tests/javascript and tests/python.
/// </summary>
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
    public void The_core_knows_no_shell_and_nothing_that_only_a_process_has()
    {
        var uses = ProjectCode.Of(SourceProject.Named("AsyncWorkbook.Workers.CSharp")).Uses().Where(use => InCore(use.From)).ToList();

        Assert.NotEmpty(uses);
        Assert.Empty(uses
            .Where(use => use.To.Any(folder => !InCore(folder))
                || (use.File != formatters && ofTheShell.Any(name => use.UsedName.StartsWith(name, StringComparison.Ordinal))))
            .Select(use => $"{use.File} uses {use.UsedName}")
            .Distinct());
    }

    private static bool InCore(string folder) => folder == "Core" || folder.StartsWith("Core/", StringComparison.Ordinal);
}
