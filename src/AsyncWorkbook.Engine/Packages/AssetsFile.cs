using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Packages;

/// <summary>Reads <c>obj/project.assets.json</c>, in which a restore says what it has chosen for which machine.</summary>
internal static class AssetsFile
{
    private const string extensions = "interactive-extensions/dotnet";
    private const string nothing = "_._"; // stands for "this framework needs no file"

    /// <summary>Reads the part for this machine.</summary>
    /// <exception cref="PackageException">The file says nothing of it, or names files that are not there.</exception>
    public static PackageClosure Read(string path)
    {
        try
        {
            var assets = JsonNode.Parse(File.ReadAllText(path))!;
            var folders = assets["packageFolders"]!.AsObject().Select(folder => folder.Key).ToList();
            var libraries = assets["libraries"]!.AsObject();
            var chosen = assets["targets"]!.AsObject()
                .Single(target => target.Key.EndsWith($"/{RestoreRequest.Machine}", StringComparison.Ordinal)).Value!.AsObject()
                .Where(library => (string?)library.Value!["type"] == "package")
                .ToDictionary(library => library.Key, library => library.Value!.AsObject());
            var packages = chosen.Keys.Select(key => key.Split('/')).Select(parts => new Package(parts[0], parts[1]));
            var ordered = InOrder(chosen);
            return new PackageClosure(
                [.. packages],
                [.. ordered.SelectMany(key => Files(key, "runtime"))],
                [.. ordered.SelectMany(key => Files(key, "native"))])
            {
                Extensions = [.. ordered.SelectMany(Extensions)],
            };

            IEnumerable<string> Files(string key, string kind) => (chosen[key][kind] as JsonObject ?? [])
                .Select(file => file.Key)
                .Where(file => !file.EndsWith(nothing, StringComparison.Ordinal))
                .Select(file => Find((string)libraries[key]!["path"]!, file));

            IEnumerable<string> Extensions(string key) => (libraries[key]!["files"] as JsonArray ?? [])
                .Where(file => ((string?)file)!.StartsWith(extensions + "/", StringComparison.OrdinalIgnoreCase))
                .Take(1)
                .Select(file => Path.GetDirectoryName(Find((string)libraries[key]!["path"]!, (string)file!))!);

            string Find(string library, string file) => folders
                .Select(folder => Path.GetFullPath(Path.Combine(folder, library, file)))
                .FirstOrDefault(File.Exists)
                ?? throw new PackageException($"the file {file} of {library} is not in NuGet's package folder.");
        }
        catch (Exception e) when (e is IOException or JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new PackageException($"what the restore left cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Packages behind those that they depend on.</summary>
    private static List<string> InOrder(Dictionary<string, JsonObject> chosen)
    {
        var byName = chosen.Keys.ToDictionary(key => key.Split('/')[0], StringComparer.OrdinalIgnoreCase);
        var ordered = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in chosen.Keys)
        {
            Visit(key);
        }

        return ordered;

        void Visit(string key)
        {
            if (!seen.Add(key))
            {
                return;
            }

            foreach (var (name, _) in chosen[key]["dependencies"] as JsonObject ?? [])
            {
                if (byName.TryGetValue(name, out var dependency))
                {
                    Visit(dependency);
                }
            }

            ordered.Add(key);
        }
    }
}
