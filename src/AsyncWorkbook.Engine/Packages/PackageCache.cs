using System.Text.Json;
using AsyncWorkbook.Engine.Files;

namespace AsyncWorkbook.Engine.Packages;

/// <summary>
/// Remembers what restores have found, one small file an answer: only paths into NuGet's own package folder, so it may
/// be deleted at any time.
/// </summary>
/// <param name="folder">The folder; it is made when it is needed, for the user alone.</param>
public sealed class PackageCache(string folder)
{
    /// <summary>How long the answer to "the latest version" is good without asking again.</summary>
    private static readonly TimeSpan freshness = TimeSpan.FromHours(24);

    /// <summary>Where the answers of this user are kept, by the custom of the system.</summary>
    public static string DefaultFolder => CacheFolder.Of("packages");

    /// <summary>The answer to a request, or null if there is none or its files are gone.</summary>
    /// <param name="request">The request.</param>
    /// <param name="stale">Whether an answer is wanted that may be out of date, because there is no better one.</param>
    public PackageClosure? Find(RestoreRequest request, bool stale = false)
    {
        try
        {
            var file = new FileInfo(PathOf(request));
            return file.Exists
                && (stale || !request.IsFloating || DateTime.UtcNow - file.LastWriteTimeUtc < freshness)
                && JsonSerializer.Deserialize<PackageClosure>(File.ReadAllText(file.FullName)) is { } closure
                && closure.IsThere
                    ? closure
                    : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null; // as good as not there: the restore writes it anew
        }
    }

    /// <summary>Keeps an answer.</summary>
    public void Keep(RestoreRequest request, PackageClosure closure) =>
        AtomicFile.WriteAllText(PathOf(request), JsonSerializer.Serialize(closure));

    /// <summary>Makes an empty folder for one restore, which no other uses.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public string NewFolder()
    {
        var path = Path.Combine(folder, Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path); // below the user's own folder, which others cannot read
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private string PathOf(RestoreRequest request) => Path.Combine(folder, request.Key() + ".json");
}
