using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>The names that separate the cells of one file.</summary>
/// <param name="kernelInfo">What the file says of its kernels: <c>defaultKernelName</c> and <c>items</c> of <c>name</c>, <c>aliases</c>.</param>
/// <param name="kernels">The kernels that there are.</param>
internal sealed class DibKernels(JsonObject? kernelInfo, KernelCatalog kernels)
{
    private readonly Dictionary<string, string> own = Own(kernelInfo);

    public string Default { get; } = String(kernelInfo?["defaultKernelName"]) is { Length: > 0 } name
        ? kernels.Canonical(name) ?? name
        : KernelCatalog.DefaultKernel;

    /// <summary>The kernel that a line selects, or null.</summary>
    public string? Selected(string line) => CellReader.Marked(line) is { } name ? Find(name) : null;

    /// <summary>The kernel behind a name or alias, or null.</summary>
    public string? Find(string name) =>
        kernels.Canonical(name) ?? (name == "md" ? DibText.Prose : null) ?? KernelCatalog.Foreign(name) ?? own.GetValueOrDefault(name);

    private static Dictionary<string, string> Own(JsonObject? kernelInfo)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in (kernelInfo?["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (String(item["name"]) is not { Length: > 0 } name)
            {
                continue;
            }

            names[name] = name;
            foreach (var alias in (item["aliases"] as JsonArray ?? []).Select(String).OfType<string>())
            {
                names.TryAdd(alias, name);
            }
        }

        return names;
    }

    private static string? String(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? (string?)node : null;
}
