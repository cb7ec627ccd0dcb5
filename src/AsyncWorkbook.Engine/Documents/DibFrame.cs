using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>A notebook without its cells, and the <c>#!meta</c> block of a <c>.dib</c> file, which says most of it.</summary>
internal static class DibFrame
{
    /// <summary>Where the block keeps what the format has no words for.</summary>
    public const string Own = "workbook";

    /// <summary>Where the block tells the kernels.</summary>
    public const string KernelInfo = "kernelInfo";

    private const string polyglot = "polyglot_notebook";

    private static readonly string[] spoken = ["kernelspec", "language_info", polyglot];

    /// <summary>A notebook without cells, as the metadata of a <c>.dib</c> file describe it.</summary>
    public static JsonObject Of(JsonObject meta)
    {
        var metadata = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject { ["name"] = "polyglot-notebook" },
            [polyglot] = new JsonObject { [KernelInfo] = meta[KernelInfo]?.DeepClone() ?? Kernels(KernelCatalog.DefaultKernel, [KernelCatalog.DefaultKernel]) },
        };
        foreach (var (name, value) in meta.Where(entry => entry.Key is not (KernelInfo or Own)))
        {
            metadata[name] = value?.DeepClone();
        }

        return new JsonObject { ["metadata"] = metadata, ["nbformat"] = 4, ["nbformat_minor"] = 5 };
    }

    /// <summary>Everything of a notebook but its cells.</summary>
    public static JsonObject Of(Notebook notebook)
    {
        var frame = (JsonObject)notebook.Json.DeepClone();
        frame.Remove("cells");
        return frame;
    }

    /// <summary>The <c>#!meta</c> block of a notebook.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="used">The kernels of its code cells.</param>
    /// <param name="kernels">The kernels that there are.</param>
    public static JsonObject MetaOf(Notebook notebook, IReadOnlyList<string> used, KernelCatalog kernels)
    {
        var metadata = notebook.Metadata;
        var stated = (metadata[polyglot] as JsonObject)?[KernelInfo] as JsonObject;
        var described = stated is null ? null : new DibKernels(stated, kernels);
        var meta = new JsonObject
        {
            [KernelInfo] = described is not null && used.All(kernel => described.Find(kernel) is not null)
                ? stated!.DeepClone()
                : Kernels(described?.Default ?? KernelCatalog.DefaultKernel, used),
        };
        foreach (var (name, value) in metadata.Where(entry => entry.Key is not (KernelInfo or Own) && !spoken.Contains(entry.Key)))
        {
            meta[name] = value?.DeepClone();
        }

        return meta;
    }

    private static JsonObject Kernels(string standard, IReadOnlyList<string> kernels) => new()
    {
        ["defaultKernelName"] = standard,
        ["items"] = new JsonArray([.. kernels.Select(kernel =>
            (JsonNode)new JsonObject { ["aliases"] = new JsonArray(), ["name"] = kernel })]),
    };
}
