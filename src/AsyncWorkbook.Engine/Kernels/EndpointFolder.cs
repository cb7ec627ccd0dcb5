using System.Runtime.Versioning;
using System.Text;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// The folder of a worker's socket, which only the user can open. It is locked as long as its host lives: what a host has left
/// that was killed, the next one removes.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class EndpointFolder : IDisposable
{
    private const string socket = "s";
    private const string lockFile = "lock";

    /// <summary>Bytes: a socket's path may have 103 on macOS, 107 on Linux, and ends in <c>workbook-xxxxxxxxxxxx/s</c>.</summary>
    private const int longestFolder = 80;

    private static readonly Lock gate = new();
    private static readonly HashSet<string> swept = new(StringComparer.Ordinal);

    private readonly string path;
    private readonly FileStream held;

    private EndpointFolder(string path, FileStream held)
    {
        this.path = path;
        this.held = held;
    }

    /// <summary>The path of the socket.</summary>
    public string Socket => Path.Combine(path, socket);

    /// <summary>Makes one in the temporary folder, unless the socket's path would be longer than systems allow: then in <c>/tmp</c>.</summary>
    /// <exception cref="RuntimeMissingException">It cannot be made; the message says why.</exception>
    public static EndpointFolder Create()
    {
        // TMPDIR may be relative, and the worker runs in another folder.
        var temporary = Path.GetFullPath(Path.GetTempPath());
        if (Encoding.UTF8.GetByteCount(temporary) > longestFolder || !Directory.Exists(temporary))
        {
            temporary = "/tmp";
        }

        SweepOnce(temporary);
        var made = Path.Combine(temporary, $"workbook-{Guid.NewGuid().ToString("N")[..12]}");
        try
        {
            Directory.CreateDirectory(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new EndpointFolder(made, Hold(made, FileMode.CreateNew));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RuntimeMissingException($"cannot make a folder in {temporary} for the connection to the worker: {e.Message}; set TMPDIR to a folder that can be written.", e);
        }
    }

    /// <summary>Removes the folders of hosts that are gone.</summary>
    public static void Sweep(string temporary)
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(temporary, "workbook-????????????").Where(folder => Name().IsMatch(Path.GetFileName(folder))))
            {
                SweepOne(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be looked into: what is to be made in it will tell.
        }
    }

    /// <summary>Removes it: whoever was to connect has, or never will.</summary>
    public void Dispose()
    {
        Remove(path);
        held.Dispose();
    }

    private static void SweepOnce(string temporary)
    {
        lock (gate)
        {
            if (!swept.Add(temporary))
            {
                return;
            }
        }

        Sweep(temporary);
    }

    private static void SweepOne(string folder)
    {
        try
        {
            // Without a lock its host may be making it this very moment. Whoever has the lock is its host, or nobody is.
            using var own = Hold(folder, FileMode.Open);
            Remove(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is somebody else's: its host lives, or is another user's.
        }
    }

    private static FileStream Hold(string folder, FileMode mode) =>
        new(Path.Combine(folder, lockFile), mode, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Removes what is known to be in it; a folder with anything else in it is no folder of ours.</summary>
    private static void Remove(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).All(entry => Path.GetFileName(entry) is socket or lockFile))
        {
            File.Delete(Path.Combine(folder, socket));
            File.Delete(Path.Combine(folder, lockFile));
            Directory.Delete(folder);
        }
    }

    [GeneratedRegex("^workbook-[0-9a-f]{12}$")]
    private static partial Regex Name();
}
