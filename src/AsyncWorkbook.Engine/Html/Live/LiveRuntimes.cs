using System.IO.Compression;
using System.Text.Json;

namespace AsyncWorkbook.Engine.Html.Live;

/// <summary>
/// The languages as a page runs them, as this program has them: every file packed in brotli, with its content's hash in its name. A site
/// gets from them what servers and disks need.
/// </summary>
public sealed class LiveRuntimes
{
    private const string manifestFile = "manifest.json";

    private readonly string folder;
    private readonly Manifest manifest;

    private LiveRuntimes(string folder, Manifest manifest)
    {
        this.folder = folder;
        this.manifest = manifest;
    }

    /// <summary>Where the program keeps them.</summary>
    public static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "live");

    /// <summary>The names of the languages.</summary>
    public IEnumerable<string> Languages => manifest.Languages.Keys;

    /// <summary>Reads what a folder has; null if there is nothing, because the program was built without.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static LiveRuntimes? Load(string folder)
    {
        var path = Path.Combine(folder, manifestFile);
        return File.Exists(path)
            ? new LiveRuntimes(folder, JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path), JsonSerializerOptions.Web)!)
            : null;
    }

    /// <summary>The files of a language by the names that its runtime knows, such as <c>dotnet.js</c>.</summary>
    public IReadOnlyDictionary<string, PackedFile> FilesOf(string language) => manifest.Languages[language];

    /// <summary>One of the page's own scripts, such as <c>page.js</c>.</summary>
    public PackedFile Script(string name) => manifest.Scripts[name];

    /// <summary>All files.</summary>
    public IEnumerable<PackedFile> All => manifest.Scripts.Values.Concat(manifest.Languages.Values.SelectMany(files => files.Values)).DistinctBy(file => file.File);

    /// <summary>A file in brotli.</summary>
    public byte[] Packed(PackedFile file) => File.ReadAllBytes(Path.Combine(folder, file.File + ".br"));

    /// <summary>A file as it is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="packed">The same in brotli.</param>
    public static byte[] Unpack(PackedFile file, byte[] packed)
    {
        var content = new byte[file.Size];
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        brotli.ReadExactly(content);
        return content;
    }

    private sealed record Manifest(Dictionary<string, PackedFile> Scripts, Dictionary<string, Dictionary<string, PackedFile>> Languages);
}

/// <summary>A file that pages load for their live cells.</summary>
/// <param name="File">Its path in the folder of such files, with its content's hash in its name.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Packed">Its bytes in brotli.</param>
public sealed record PackedFile(string File, int Size, int Packed);
