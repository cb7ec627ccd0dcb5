using System.Runtime.InteropServices;
using AsyncWorkbook.Workers.CSharp.Core.Commands;
using AsyncWorkbook.Workers.CSharp.Shell;
using AsyncWorkbook.Workers.CSharp.Shell.Lifetime;
using AsyncWorkbook.Workers.CSharp.Shell.Transport;

namespace AsyncWorkbook.Workers.CSharp;

/// <summary>Runs the C# cells of a notebook for the host that started this process; see <c>PROTOCOL.md</c>.</summary>
internal static class Program
{
    private const int usage = 2;
    private const int noHost = 3;

    private static int Main(string[] arguments)
    {
        if (arguments is ["--warm-up"])
        {
            WarmUp.Complete(); // the build records what that takes; the runtime then prepares it on a second processor
            return 0;
        }

        var endpoint = Environment.GetEnvironmentVariable(HostConnection.Variable);
        if (string.IsNullOrEmpty(endpoint))
        {
            Console.Error.WriteLine(
                $"workbook-csharp is started by the workbook, not by hand: {HostConnection.Variable} is not set.");
            return usage;
        }

        // Processes that cells start have no business with the connection, nor with how this one was started.
        Environment.SetEnvironmentVariable(HostConnection.Variable, null);
        Restore("DOTNET_ROOT");
        Restore("DOTNET_EnableDiagnostics");
        Restore("DOTNET_GCHeapHardLimit");
        Restore("DOTNET_MultiCoreJitProfile");
        Restore("DOTNET_MultiCoreJitNoProfileGather");
        RawStreams.Open();

        // Ctrl-C in a terminal reaches every process there; what it means for a cell is the host's to say.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

        var warmUp = WarmUp.Start();
        if (HostConnection.Open(endpoint) is not ({ } events, { } commands))
        {
            return noHost;
        }

        var channel = new EventChannel(events);
        LostExceptions.Watch(channel);
        var thread = new CommandThread();
        var dispatcher = new Dispatcher(new ProcessShell(channel, thread));
        CommandReader.Start(commands, dispatcher.Accept, Exit.Now);
        dispatcher.Ready(isWarming: true);
        thread.Run(() =>
        {
            warmUp.Wait();
            dispatcher.Warm();
        });
        return 0;
    }

    /// <summary>Gives a variable that the host has set for this process the user's own value again, or none.</summary>
    private static void Restore(string variable)
    {
        var own = "WORKBOOK_OWN_" + variable;
        Environment.SetEnvironmentVariable(variable, Environment.GetEnvironmentVariable(own));
        Environment.SetEnvironmentVariable(own, null);
    }
}
