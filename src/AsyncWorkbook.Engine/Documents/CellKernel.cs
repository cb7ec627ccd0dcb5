using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>Which kernel a cell asks for in its metadata.</summary>
public static class CellKernel
{
    /// <summary>
    /// The kernel that a cell's metadata asks for, or else the notebook's default; C# if neither says anything. A first
    /// line such as <c>#!python</c> beats both and is read later, with the cell's text. The name may be unknown.
    /// </summary>
    public static string Of(Notebook notebook, NotebookCell cell, KernelCatalog kernels)
    {
        var named = Named(cell.Metadata, kernels) ?? DefaultOf(notebook);
        return kernels.Canonical(named) ?? named;
    }

    /// <summary>The kernel that a cell's metadata names, canonical where it is known, or null if they name none.</summary>
    public static string? Named(JsonObject cellMetadata, KernelCatalog kernels)
    {
        var named = Text(cellMetadata, "polyglot_notebook", "kernelName") ?? Text(cellMetadata, "dotnet_interactive", "language");
        return named is null ? null : kernels.Canonical(named) ?? named;
    }

    private static string DefaultOf(Notebook notebook)
    {
        var metadata = notebook.Metadata;
        return Text(metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName")
            ?? Text(metadata, "polyglot_notebook", "defaultKernelName")
            ?? Text(metadata, "dotnet_interactive", "defaultKernelName")
            ?? Text(metadata, "kernelspec", "language")
            ?? WithoutNetPrefix(Text(metadata, "kernelspec", "name"))
            ?? KernelCatalog.DefaultKernel;
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
