using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using AsyncWorkbook.Cli.Commands;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Reporting;
using Spectre.Console;

CancellationTokenSource? interrupt = null;
try
{
    return OpenFiles.TooFew() is { } tooFew ? Failed(tooFew, ExitCode.RuntimeMissing) : await RunAsync();
}
catch (CommandException e)
{
    return Failed(e.Message, e.ExitCode);
}
catch (OperationCanceledException) when (interrupt is { IsCancellationRequested: true })
{
    return ExitCode.Interrupted;
}
catch (Exception e) when (SystemFailure.In(e) is not null)
{
    return Failed(SystemFailure.In(e)!, ExitCode.Usage);
}
finally
{
    interrupt?.Dispose();
}

static int Failed(string message, int exitCode)
{
    try
    {
        Console.Error.WriteLine($"workbook: {message}");
    }
    catch (Exception e) when (SystemFailure.In(e) is not null)
    {
        // What keeps the program from working keeps it from saying so.
    }

    return exitCode;
}

async Task<int> RunAsync()
{
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
    var stopping = interrupt = new CancellationTokenSource();
    void Stop(PosixSignalContext signal)
    {
        if (signal.Signal == PosixSignal.SIGINT && KernelCommand.Starts(parsed))
        {
            signal.Cancel = true;
            return;
        }

        signal.Cancel = !stopping.IsCancellationRequested;
        if (!signal.Cancel && !Console.IsOutputRedirected)
        {
            AnsiConsole.Cursor.Show(); // the moving line has hidden it
        }

        stopping.Cancel();
    }

    using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    var exitCode = await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = Console.Error },
        stopping.Token);
    if (output.Failure?.TrimEnd('.') is not { } failure)
    {
        return exitCode;
    }

    await Console.Error.WriteLineAsync($"workbook: cannot print to standard output: {failure}; what was to be written into files has been written.");
    return exitCode == ExitCode.Ok ? ExitCode.Usage : exitCode;
}
