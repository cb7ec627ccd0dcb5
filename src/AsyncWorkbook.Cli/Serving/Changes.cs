using System.Diagnostics;

namespace AsyncWorkbook.Cli.Serving;

/// <summary>
/// Says when files have changed in folders that it watches. It looks at them again and again: that works where the system tells nobody
/// (folders of a network, of a container's host) or only so many, and takes at most a twentieth of a processor.
/// </summary>
/// <param name="without">A folder in which nothing counts, because it is written here.</param>
internal sealed class Changes(string without)
{
    /// <summary>How long between two looks. Programs that save a file touch it more than once: a change counts when two looks see the same.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(150);

    private static readonly EnumerationOptions visible = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    private readonly string without = Path.GetFullPath(without) + Path.DirectorySeparatorChar;
    private readonly SortedSet<string> folders = new(StringComparer.Ordinal);
    private Dictionary<string, (DateTime Written, long Length)> known = new(StringComparer.Ordinal);

    /// <summary>Watches folders, besides those that it watches already: the files in them, not what is below.</summary>
    public void Watch(IEnumerable<string> more)
    {
        var added = more.Where(folder => !(folder + Path.DirectorySeparatorChar).StartsWith(without, StringComparison.Ordinal) && folders.Add(folder)).ToList();
        foreach (var (file, state) in Look(added))
        {
            known[file] = state;
        }
    }

    /// <summary>
    /// Waits until something is not as it was when this has ended the last time, or when its folder was watched first, and stays so for a moment.
    /// </summary>
    /// <returns>The files that were written, made or removed.</returns>
    public async Task<IReadOnlyCollection<string>> NextAsync(CancellationToken cancel)
    {
        var seen = known;
        var took = TimeSpan.Zero;
        while (true)
        {
            await Task.Delay(took * 20 > pause ? took * 20 : pause, cancel);
            var began = Stopwatch.GetTimestamp();
            var now = Look(folders);
            took = Stopwatch.GetElapsedTime(began);
            var isQuiet = Differences(seen, now).Count == 0;
            var changed = Differences(known, now);
            if (isQuiet && changed.Count > 0)
            {
                known = now;
                return changed;
            }

            seen = now;
        }
    }

    private static Dictionary<string, (DateTime Written, long Length)> Look(IEnumerable<string> folders) =>
        folders.SelectMany(FilesOf).ToDictionary(file => file.FullName, file => (file.LastWriteTimeUtc, file.Exists ? file.Length : -1), StringComparer.Ordinal);

    private static FileInfo[] FilesOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFiles("*", visible);
        }
        catch (DirectoryNotFoundException)
        {
            return []; // it is gone, and may come again
        }
    }

    private static SortedSet<string> Differences(
        IReadOnlyDictionary<string, (DateTime Written, long Length)> before, IReadOnlyDictionary<string, (DateTime Written, long Length)> after) =>
        new(before.Where(file => !after.TryGetValue(file.Key, out var now) || now != file.Value).Select(file => file.Key)
            .Concat(after.Keys.Where(file => !before.ContainsKey(file))), StringComparer.Ordinal);
}
