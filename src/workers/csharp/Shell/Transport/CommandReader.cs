using System.Text;
using System.Text.Json;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;

namespace AsyncWorkbook.Workers.CSharp.Shell.Transport;

/// <summary>A thread of its own that reads commands, so that no cell can keep the worker from hearing the host.</summary>
internal static class CommandReader
{
    /// <param name="connection">The commands connection.</param>
    /// <param name="accept">Takes one command; must return quickly.</param>
    /// <param name="ended">Called when the host has closed the connection or is gone.</param>
    public static void Start(Stream connection, Action<Command> accept, Action ended)
    {
        var thread = new Thread(() => Read(connection, accept, ended)) { Name = "commands", IsBackground = true };
        thread.UnsafeStart();
    }

    private static void Read(Stream connection, Action<Command> accept, Action ended)
    {
        try
        {
            using var reader = new StreamReader(connection, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                accept(Command.Parse(line));
            }
        }
        catch (IOException)
        {
            // The host was killed: the same as a closed connection.
        }
        catch (JsonException error)
        {
            Console.OpenStandardError().Write(
                Encoding.UTF8.GetBytes($"The C# worker ends: the host sent a line that is not JSON ({error.Message})\n"));
        }
        finally
        {
            ended();
        }
    }
}
