using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>The kernels that a notebook can name, their aliases, and which of them a cell asks for.</summary>
public static class KernelNames
{
    private static readonly Dictionary<string, string> canonical = KnownKernel.All
        .SelectMany(kernel => kernel.Aliases.Prepend(kernel.Name), (kernel, name) => (kernel, name))
        .ToDictionary(each => each.name, each => each.kernel.Name, StringComparer.Ordinal);

    /// <summary>The names that exist, without aliases, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<string> All { get; } = [.. KnownKernel.All.Select(kernel => kernel.Name)];

    /// <summary>The name behind a name or alias, or null if no kernel is called so.</summary>
    public static string? Canonical(string nameOrAlias) => canonical.GetValueOrDefault(nameOrAlias);

    /// <summary>
    /// The kernel that a cell's metadata asks for, or else the notebook's default; C# if neither says anything. A first
    /// line such as <c>#!python</c> beats both and is read later, with the cell's text. The name may be unknown.
    /// </summary>
    public static string Of(Notebook notebook, NotebookCell cell)
    {
        var named = Named(cell.Metadata) ?? DefaultOf(notebook);
        return Canonical(named) ?? named;
    }

    /// <summary>The kernel that a cell's metadata names, canonical where it is known, or null if they name none.</summary>
    public static string? Named(JsonObject cellMetadata)
    {
        var named = Text(cellMetadata, "polyglot_notebook", "kernelName") ?? Text(cellMetadata, "dotnet_interactive", "language");
        return named is null ? null : Canonical(named) ?? named;
    }

    private static string DefaultOf(Notebook notebook)
    {
        var metadata = notebook.Metadata;
        return Text(metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName")
            ?? Text(metadata, "polyglot_notebook", "defaultKernelName")
            ?? Text(metadata, "dotnet_interactive", "defaultKernelName")
            ?? Text(metadata, "kernelspec", "language")
            ?? WithoutNetPrefix(Text(metadata, "kernelspec", "name"))
            ?? "csharp";
    }

    private static string? WithoutNetPrefix(string? name) =>
        name is not null && name.StartsWith(".net-", StringComparison.Ordinal) ? name[5..] : name;

    private static string? Text(JsonObject from, params ReadOnlySpan<string> path)
    {
        JsonNode? node = from;
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }

        return node?.GetValueKind() == JsonValueKind.String ? (string?)node : null;
    }
}
