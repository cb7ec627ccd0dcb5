using AsyncWorkbook.Workers.CSharp.Protocol;

namespace AsyncWorkbook.Workers.CSharp;

/// <summary>Runs the C# cells of a notebook for the host that started this process; see <c>PROTOCOL.md</c>.</summary>
internal static class Program
{
    private const int Usage = 2;

    private static int Main()
    {
        var endpoint = Environment.GetEnvironmentVariable(Endpoint.Variable);
        if (string.IsNullOrEmpty(endpoint))
        {
            Console.Error.WriteLine(
                $"workbook-csharp is started by the workbook, not by hand: {Endpoint.Variable} is not set.");
            return Usage;
        }

        // Processes that cells start have no business with the connection.
        Environment.SetEnvironmentVariable(Endpoint.Variable, null);

        var warmUp = WarmUp.Start();
        var events = new EventChannel(Endpoint.Connect(endpoint, "events"));
        var worker = new Worker(events, warmUp);
        CommandReader.Start(Endpoint.Connect(endpoint, "commands"), worker.Accept, Exit.Now);
        worker.Run();
        return 0;
    }
}
