using System.Text;

namespace AsyncWorkbook.Workers.CSharp.Shell.Lifetime;

/// <summary>The process's own stdout and stderr, where child processes and native code print.</summary>
internal static class RawStreams
{
    private static Stream stdout = Stream.Null;
    private static Stream stderr = Stream.Null;

    /// <summary>Opens both, on descriptors of their own: cells may close the process's.</summary>
    public static void Open()
    {
        stdout = Console.OpenStandardOutput();
        stderr = Console.OpenStandardError();
    }

    /// <summary>Tells the host that everything a cell printed here has arrived.</summary>
    public static void Mark(string marker)
    {
        var bytes = Encoding.UTF8.GetBytes(marker);
        Write(stdout, bytes);
        Write(stderr, bytes);
    }

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
