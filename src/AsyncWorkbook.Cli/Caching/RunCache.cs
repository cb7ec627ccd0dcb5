using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Files;

namespace AsyncWorkbook.Cli.Caching;

/// <summary>
/// The outputs of notebooks that have run, by the fingerprint of what they follow from (<see cref="RunKey"/>). It may be deleted
/// at any time; an entry that is not whole is not there, and a folder that cannot be written keeps nothing.
/// </summary>
internal sealed class RunCache
{
    /// <summary>The oldest entries go when all together take more bytes.</summary>
    private const long limit = 256 << 20;

    private const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The user's own: what a cache holds is shown without running anything, so nobody else may write it.</summary>
    public static string Folder => CacheFolder.Of("runs");

    /// <summary>Puts the outputs of an earlier run into a notebook. False, and the notebook is as it was, if there was none.</summary>
    public static bool Recall(NotebookFile file, string key)
    {
        var path = Entry(key);
        try
        {
            var text = File.ReadAllText(path);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            var cells = CodeCells(file);
            if (end < 0 || Fingerprint.Of(text[(end + 1)..]) != text[..end]
                || NotebookJson.Parse(text[(end + 1)..]) is not JsonArray recorded || recorded.Count != cells.Count)
            {
                File.Delete(path);
                return false;
            }

            // A cell that is not run keeps what it came with: the cache knows nothing of that.
            foreach (var (cell, run) in cells.Zip(recorded).Where(pair => pair.Second is JsonObject))
            {
                cell.SetOutputs((JsonArray)run!["outputs"]!.DeepClone(), (int?)run["execution_count"]);
                cell.SetShared((run["shared"] as JsonObject ?? []).ToDictionary(shared => shared.Key, shared => shared.Value?.DeepClone(), StringComparer.Ordinal));
            }

            File.SetLastWriteTimeUtc(path, DateTime.UtcNow); // what is used stays
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    /// <summary>Keeps the outputs of a notebook that has run as it should.</summary>
    public static void Keep(NotebookFile file, string key)
    {
        var recorded = new JsonArray([.. CodeCells(file).Select(cell => cell.RanHere
            ? (JsonNode)new JsonObject
            {
                ["execution_count"] = cell.Json["execution_count"]?.DeepClone(),
                ["outputs"] = cell.Json["outputs"]?.DeepClone(),
                ["shared"] = new JsonObject(cell.Shared.Select(shared => KeyValuePair.Create(shared.Key, shared.Value?.DeepClone()))),
            }
            : null)]);
        var text = NotebookJson.WriteLine(recorded);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Folder);
            }
            else
            {
                Directory.CreateDirectory(Folder, mine | UnixFileMode.UserExecute);
            }

            AtomicFile.WriteAllText(Entry(key), $"{Fingerprint.Of(text)}\n{text}", mine);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing is kept where nothing can be written; the run itself is as good without.
        }
    }

    /// <summary>Deletes the entries that have not been used for the longest time, until the others fit.</summary>
    public static void Trim()
    {
        try
        {
            var size = 0L;
            foreach (var entry in new DirectoryInfo(Folder).GetFiles().OrderByDescending(entry => entry.LastWriteTimeUtc))
            {
                size += entry.Length;
                if (size > limit)
                {
                    entry.Delete();
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another run trims at the same time, or there is no cache.
        }
    }

    private static List<NotebookCell> CodeCells(NotebookFile file) => [.. file.Notebook.Cells.Where(cell => cell.Kind == CellKind.Code)];

    private static string Entry(string key) => Path.Combine(Folder, key + ".json");
}
