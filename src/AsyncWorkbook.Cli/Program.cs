using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using AsyncWorkbook.Cli.Commands;
using AsyncWorkbook.Cli.Errors;
using Spectre.Console;

Console.OutputEncoding = new UTF8Encoding(false);
var parsed = CommandLine.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync($"workbook: {error.Message}");
    }

    await Console.Error.WriteLineAsync("workbook --help says how it is used.");
    return ExitCode.Usage;
}

// The first Ctrl-C stops the running cell and saves what has run; the second ends the process where it stands. A kernel
// takes Ctrl-C itself, as often as it comes: it interrupts a cell and never ends the kernel.
using var interrupt = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    if (signal.Signal == PosixSignal.SIGINT && KernelCommand.Starts(parsed))
    {
        signal.Cancel = true;
        return;
    }

    signal.Cancel = !interrupt.IsCancellationRequested;
    if (!signal.Cancel && !Console.IsOutputRedirected)
    {
        AnsiConsole.Cursor.Show(); // the moving line has hidden it
    }

    interrupt.Cancel();
}

using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
        interrupt.Token);
}
catch (CommandException e)
{
    await Console.Error.WriteLineAsync($"workbook: {e.Message}");
    return e.ExitCode;
}
catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
{
    return ExitCode.Interrupted;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"workbook: {e.Message}");
    return ExitCode.Usage;
}
