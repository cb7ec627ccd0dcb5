using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Files;
using AsyncWorkbook.Engine.Html.Components;

namespace AsyncWorkbook.Engine.Html.Live;

/// <summary>
/// The folder <c>live</c> of a site. Over http each file of a language is fetched by itself, and beside it are <c>.br</c> and <c>.gz</c> for
/// servers that know what to do with them; from disk one script has all of them. A file's name follows from its content: what is there
/// already is not written again, and what an earlier export has left, and no page needs, is removed.
/// </summary>
internal sealed partial class LiveFiles(LiveRuntimes runtimes, PageComponents components)
{
    private static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // Base64 has plus signs

    /// <summary>The folder's name.</summary>
    public const string Folder = "live";

    private readonly Dictionary<string, Func<byte[]>> made = new(StringComparer.Ordinal); // names of files that are not the runtimes', and what makes them
    private readonly Dictionary<string, Func<byte[]>> fromDisk = new(StringComparer.Ordinal); // the same for files that no server is asked for
    private readonly Dictionary<string, string> bookFiles = new(StringComparer.Ordinal); // paths here, and names in the folder
    private readonly ConcurrentDictionary<string, byte> needed = new(StringComparer.Ordinal);
    private SortedDictionary<string, object>? names;

    /// <summary>What every page has to know: the names of scripts, by what they are for.</summary>
    public IReadOnlyDictionary<string, object> Names => names ??= Made();

    /// <summary>Takes a file that cells read. Returns its name in the folder.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public string AddBookFile(string path)
    {
        if (!bookFiles.TryGetValue(path, out var name))
        {
            var content = File.ReadAllBytes(path);
            name = Add($"book/{Path.GetFileName(path)}", content);
            bookFiles[path] = name;
            // From disk nothing can be fetched.
            fromDisk[$"{name}.js"] = () => Encoding.UTF8.GetBytes($"asyncWorkbookLive.takeFile({Text(name)},\"{Convert.ToBase64String(content)}\");\n");
        }

        return name;
    }

    /// <summary>Writes what is missing, and removes what is no longer needed.</summary>
    /// <param name="site">The site's folder.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public void Write(string site)
    {
        string[] folders = [Folder, .. runtimes.Languages.Append("book").Select(name => Path.Combine(Folder, name))];
        if (folders.FirstOrDefault(each => FolderPath.Below(site, each) is null) is { } link)
        {
            throw new IOException($"{Path.Combine(site, link)} is a link that leads out of the folder of the pages; remove it.");
        }

        var folder = Path.Combine(site, Folder);
        Parallel.ForEach(made, file =>
        {
            Keep(folder, file.Key, file.Value);
            Keep(folder, $"{file.Key}.gz", () => Gzipped(file.Value()));
            Keep(folder, $"{file.Key}.br", () => Brotlied(file.Value()));
        });
        Parallel.ForEach(runtimes.All, file =>
        {
            var content = new Lazy<byte[]>(() => LiveRuntimes.Unpack(file, runtimes.Packed(file)));
            Keep(folder, file.File, () => content.Value);
            Keep(folder, $"{file.File}.br", () => runtimes.Packed(file));
            Keep(folder, $"{file.File}.gz", () => Gzipped(content.Value));
        });
        Parallel.ForEach(fromDisk, file => Keep(folder, file.Key, file.Value));
        foreach (var language in runtimes.Languages)
        {
            Keep(folder, $"{language}.{Hash(FilesScript(language))}.data.js", () => DataScript(folder, language));
        }

        RemoveOthers(folder);
    }

    private SortedDictionary<string, object> Made()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var data = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in runtimes.Languages)
        {
            var list = FilesScript(language);
            files[language] = Add($"{language}.js", list);
            data[language] = $"{language}.{Hash(list)}.data.js";
        }

        return new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["script"] = runtimes.Script("page.js").File,
            ["editor"] = runtimes.Script("editor.js").File,
            ["renders"] = Add("renders.js", Encoding.UTF8.GetBytes(string.Join("\n", components.AtExport))),
            ["components"] = components.AllFiles.Select(file => file.Name).ToList(),
            ["files"] = files,
            ["data"] = data,
        };
    }

    private string Add(string name, byte[] content)
    {
        var extension = Path.GetExtension(name);
        var hashed = $"{name[..^extension.Length]}.{Hash(content)}{extension}";
        made[hashed] = () => content;
        return hashed;
    }

    private void Keep(string folder, string name, Func<byte[]> content)
    {
        needed[name] = 0;
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            AtomicFile.WriteAllBytes(path, content());
        }
    }

    /// <summary>Which files a language has, for a page over http: where each is, and how much is loaded.</summary>
    private byte[] FilesScript(string language) => Encoding.UTF8.GetBytes(
        $"asyncWorkbookLive.takeNames({Text(language)},{JsonSerializer.Serialize(runtimes.FilesOf(language).ToDictionary(file => file.Key, file => new object[] { file.Value.File, file.Value.Size, file.Value.Packed }))});\n");

    /// <summary>All files of a language in one script, for a page from disk: gzip, which every browser unpacks, in Base64.</summary>
    private byte[] DataScript(string folder, string language)
    {
        var files = runtimes.FilesOf(language).ToDictionary(file => file.Key, file => Convert.ToBase64String(File.ReadAllBytes(Path.Combine(folder, $"{file.Value.File}.gz"))));
        return Encoding.UTF8.GetBytes($"asyncWorkbookLive.take({Text(language)},{JsonSerializer.Serialize(files, plain)});\n");
    }

    private void RemoveOthers(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            if (!needed.ContainsKey(name) && OwnName().IsMatch(name))
            {
                File.Delete(path);
            }
        }
    }

    private static string Text(string text) => JsonSerializer.Serialize(text);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..10];

    private static byte[] Gzipped(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Brotlied(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>A name with a hash, as all names here have.</summary>
    [GeneratedRegex(@"\.[0-9a-f]{10}(\.data)?\.[A-Za-z0-9]+(\.js|\.br|\.gz)*$")]
    private static partial Regex OwnName();
}
