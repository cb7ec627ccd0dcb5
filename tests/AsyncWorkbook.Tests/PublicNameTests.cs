using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace AsyncWorkbook.Tests;

/// <summary>
/// A cell says <c>using AsyncWorkbook;</c> beside whatever else it uses. In the hosts where chapters run, a name that one of
/// the shared frameworks, Roslyn's scripting or the notebook's own packages have, too, would be ambiguous there (CS0104).
/// </summary>
public class PublicNameTests
{
    private static readonly string framework = RuntimeEnvironment.GetRuntimeDirectory();

    private static IEnumerable<string> SeenByCells()
    {
        var version = Path.GetFileName(Path.TrimEndingDirectorySeparator(framework));
        var aspNet = Path.GetFullPath(Path.Combine(framework, "..", "..", "Microsoft.AspNetCore.App", version));
        string[] beside = ["Microsoft.CodeAnalysis*.dll", "Microsoft.DotNet.Interactive*.dll", "XPlot*.dll"];
        return new[] { framework, aspNet }.SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
            .Concat(beside.SelectMany(pattern => Directory.GetFiles(AppContext.BaseDirectory, pattern)));
    }

    private static IEnumerable<string> PublicTypes(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        if (!file.HasMetadata)
        {
            yield break; // native
        }

        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (type.Attributes.HasFlag(System.Reflection.TypeAttributes.Public) && !type.IsNested)
            {
                yield return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name).Split('`')[0]}";
            }
        }
    }

    private static ILookup<string, string> NamesSeenByCells() =>
        SeenByCells().SelectMany(PublicTypes).Distinct().ToLookup(name => name[(name.LastIndexOf('.') + 1)..]);

    [Fact]
    public void No_public_name_is_one_that_a_cell_sees_already()
    {
        var seen = NamesSeenByCells();
        Assert.Empty(
            from type in typeof(Run).Assembly.GetExportedTypes()
            where !type.IsNested
            from other in seen[type.Name.Split('`')[0]]
            select $"{type.Name}: there is {other}");
    }

    [Theory]
    [InlineData("EventLog", "System.Diagnostics.EventLog")] // of ASP.NET's shared framework
    [InlineData("Script", "Microsoft.CodeAnalysis.Scripting.Script")]
    [InlineData("Span", "System.Span")]
    [InlineData("Scatter", "XPlot.Plotly.Scatter")]
    [InlineData("Formatter", "Microsoft.DotNet.Interactive.Formatting.Formatter")]
    public void The_names_of_every_source_are_known(string name, string full) => Assert.Contains(full, NamesSeenByCells()[name]);
}
