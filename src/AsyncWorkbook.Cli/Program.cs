using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using AsyncWorkbook.Cli.Commands;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Reporting;
using Spectre.Console;

Console.OutputEncoding = new UTF8Encoding(false);
var output = new PatientWriter(Console.Out);
Console.SetOut(output);
Console.SetError(new PatientWriter(Console.Error)); // nobody is left to complain to
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
    var exitCode = await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = Console.Error },
        interrupt.Token);
    if (output.Failure is not { } failure)
    {
        return exitCode;
    }

    await Console.Error.WriteLineAsync($"workbook: cannot print to standard output: {failure}; what was to be written into files has been written.");
    return exitCode == ExitCode.Ok ? ExitCode.Usage : exitCode;
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
catch (Exception e) when (SystemFailure.In(e) is not null)
{
    await Console.Error.WriteLineAsync($"workbook: {SystemFailure.In(e)}");
    return ExitCode.Usage;
}
