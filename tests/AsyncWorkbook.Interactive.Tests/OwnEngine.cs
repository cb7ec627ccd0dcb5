using System.Text.Json.Nodes;
using AsyncWorkbook.Interactive.Tests.Outputs;
using AsyncWorkbook.Interactive.Tests.RealKernel;

namespace AsyncWorkbook.Interactive.Tests;

/// <summary>The workbook's own engine, asked as its users ask it: by the command line.</summary>
internal static class OwnEngine
{
    /// <summary>Runs C# cells as one notebook, on past those that fail.</summary>
    /// <param name="folder">Where the notebook is written and run.</param>
    /// <param name="sources">The cells' texts.</param>
    /// <returns>What each cell shows, in the order of the cells.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<Output>>> RunAsync(string folder, IEnumerable<string> sources)
    {
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. sources.Select((source, index) => (JsonNode)new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = null,
                ["id"] = $"cell-{index}",
                ["metadata"] = new JsonObject(),
                ["outputs"] = new JsonArray(),
                ["source"] = source,
            })]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["language"] = "C#", ["display_name"] = ".NET (C#)" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        var path = Path.Combine(folder, "cells.ipynb");
        await File.WriteAllTextAsync(path, notebook.ToJsonString());
        await Programs.RunAsync(Programs.Workbook, folder, "run", path, "--allow-errors", "--in-place");
        return [.. JsonNode.Parse(await File.ReadAllTextAsync(path))!["cells"]!.AsArray()
            .Select(cell => Shown.Read(cell!["outputs"]!.AsArray()).ToList())];
    }
}
