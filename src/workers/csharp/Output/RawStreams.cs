using System.Text;

namespace AsyncWorkbook.Workers.CSharp.Output;

/// <summary>The process's own stdout and stderr, where child processes and native code print.</summary>
internal static class RawStreams
{
    private static readonly Stream stdout = Console.OpenStandardOutput();
    private static readonly Stream stderr = Console.OpenStandardError();

    /// <summary>Tells the host that everything a cell printed here has arrived.</summary>
    public static void Mark(string marker)
    {
        var bytes = Encoding.UTF8.GetBytes(marker);
        Write(stdout, bytes);
        Write(stderr, bytes);
    }

    /// <summary>Writes a line that must be seen even when the process is about to end.</summary>
    public static void Complain(string line) => Write(stderr, Encoding.UTF8.GetBytes(line + "\n"));

    private static void Write(Stream stream, byte[] bytes)
    {
        try
        {
            stream.Write(bytes);
            stream.Flush();
        }
        catch (IOException)
        {
            // Nobody reads this stream.
        }
    }
}
