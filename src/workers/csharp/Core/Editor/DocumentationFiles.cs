using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Core.Editor;

/// <summary>
/// The XML files that libraries carry beside them. Those of the runtime come with the SDK, as reference packs, in other
/// files than the code: each is searched as bytes, because reading one into objects takes a hundred times its memory.
/// </summary>
internal static class DocumentationFiles
{
    private static readonly ConcurrentDictionary<(string Path, string Id), XElement?> found = new();
    private static readonly Lazy<string?> pack = new(FindPack);

    /// <summary>Finds what is written of a symbol.</summary>
    /// <param name="library">The path of its assembly.</param>
    /// <param name="id">Its documentation id, such as <c>T:System.String</c>.</param>
    public static XElement? Find(string library, string id) => found.GetOrAdd((library, id), static key =>
    {
        var beside = Path.ChangeExtension(key.Path, ".xml");
        return File.Exists(beside) ? Search(beside, key.Id)
            : WorkerAssemblies.Has(Path.GetFileNameWithoutExtension(key.Path)) && pack.Value is { } folder
                ? InPack(folder, key.Path, key.Id).FirstOrDefault(member => member is not null)
                : null;
    });

    private static IEnumerable<XElement?> InPack(string folder, string library, string id)
    {
        // Implementation assemblies are named otherwise than those that cells are documented by: guess, then try all.
        var names = id[2..].Split('(')[0].Split('.');
        var guesses = Enumerable.Range(1, names.Length).Reverse()
            .Select(length => string.Join('.', names.Take(length)))
            .Append("System.Runtime")
            .Prepend(Path.GetFileNameWithoutExtension(library))
            .Select(name => Path.Combine(folder, name + ".xml"))
            .Where(File.Exists);
        return guesses.Concat(Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal)).Distinct().Select(path => Search(path, id));
    }

    private static string? FindPack()
    {
        // Such as dotnet/shared/Microsoft.NETCore.App/10.0.1; in a page the runtime lies nowhere.
        if (Path.GetDirectoryName(typeof(object).Assembly.Location) is not { } runtime)
        {
            return null;
        }

        var packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        return !Directory.Exists(packs) ? null : Directory.EnumerateDirectories(packs)
            .OrderByDescending(version => Version.TryParse(Path.GetFileName(version).Split('-')[0], out var number) ? number : new Version())
            .SelectMany(version => Directory.EnumerateDirectories(Path.Combine(version, "ref")))
            .FirstOrDefault();
    }

    private static XElement? Search(string path, string id)
    {
        try
        {
            ReadOnlySpan<byte> text = File.ReadAllBytes(path);
            var start = text.IndexOf(Encoding.UTF8.GetBytes($"<member name=\"{id}\""));
            if (start < 0)
            {
                return null;
            }

            var end = text[start..].IndexOf("</member>"u8);
            return end < 0 ? null : XElement.Parse(Encoding.UTF8.GetString(text.Slice(start, end + "</member>".Length)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or XmlException)
        {
            return null; // documentation is a courtesy
        }
    }
}
