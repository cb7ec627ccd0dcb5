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
            foreach (var line in Lines(connection))
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

    /// <summary>The lines of a stream, each an array of its own: one of many megabytes is copied once.</summary>
    private static IEnumerable<byte[]> Lines(Stream stream)
    {
        var begun = new List<byte[]>(); // of a line that has not ended
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var read)
        {
            var start = 0;
            while (buffer.AsSpan(start, read - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                begun.Add(buffer[start..(start + length)]);
                yield return begun is [var whole] ? whole : Joined(begun);
                begun.Clear();
                start += length + 1;
            }

            if (start < read)
            {
                begun.Add(buffer[start..read]);
            }
        }
    }

    private static byte[] Joined(List<byte[]> pieces)
    {
        var line = new byte[pieces.Sum(piece => piece.Length)];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(line, at);
            at += piece.Length;
        }

        return line;
    }
}
