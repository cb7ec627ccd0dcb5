using Microsoft.CodeAnalysis;

namespace AsyncWorkbook.Architecture.Tests;

/// <summary>Which test classes of a project reach what starts processes or uses the network, and which are marked so.</summary>
internal sealed class TestMarks
{
    /// <summary>The types of ours that lead to processes through others, by their full names.</summary>
    public static readonly IReadOnlyList<string> NamedDoors =
    [
        "AsyncWorkbook.Engine.Languages.WorkerLaunch",
        "AsyncWorkbook.Engine.Packages.PackageRestore",
        "AsyncWorkbook.Engine.Tests.Built",
        "AsyncWorkbook.Mutants.Chapters.ChapterCode",
        "AsyncWorkbook.Mutants.Sweeping.ChapterSweep",
    ];

    // What starts processes, opens browsers or uses the network, by full names or the namespaces they are in.
    private static readonly IReadOnlyList<string> outside =
    [
        "CliWrap",
        "Microsoft.Playwright",
        "System.Diagnostics.Process",
        "System.Net.Dns",
        "System.Net.Http.HttpClient",
        "System.Net.NetworkInformation",
        "System.Net.Sockets",
        "System.Net.WebSockets",
    ];

    // Those of our sources that use one of these themselves are doors, too. A project without folders is too small to hold one.
    private static readonly HashSet<string> own =
    [
        .. NamedDoors,
        .. SourceProject.Sources.Where(project => project.HasFolders)
            .SelectMany(project => ProjectCode.Of(project).Uses()).Where(use => IsOutside(use.UsedName)).Select(use => use.User),
    ];

    private readonly List<INamedTypeSymbol> tests;
    private readonly Dictionary<string, string[]> uses;

    /// <summary>Reads a test project.</summary>
    public TestMarks(ProjectCode code)
    {
        tests = [.. code.Types().Where(HasTests)];
        uses = code.Uses().GroupBy(use => use.User).ToDictionary(user => user.Key, user => user.Select(use => use.UsedName).Distinct().ToArray());
    }

    /// <summary>A line for each test class without the mark that it needs, or with a mark that it does not need.</summary>
    public IEnumerable<string> Faults() =>
        from test in tests
        let door = Reachability.From(test.ToDisplayString(), uses).FirstOrDefault(IsDoor)
        let marked = IsMarked(test)
        where marked != door is not null
        orderby test.Name
        select marked
            ? $"{test.ToDisplayString()} starts nothing: take its [StartsProcesses] away."
            : $"{test.ToDisplayString()} reaches {door}: mark it with [StartsProcesses].";

    private static bool IsDoor(string type) => own.Contains(type) || IsOutside(type);

    private static bool IsOutside(string type) =>
        outside.Any(door => type == door || type.StartsWith(door + ".", StringComparison.Ordinal));

    private static bool HasTests(INamedTypeSymbol type) => Lineage(type).SelectMany(one => one.GetMembers())
        .SelectMany(member => member.GetAttributes())
        .Any(attribute => Lineage(attribute.AttributeClass!).Any(one => one.ToDisplayString() == "Xunit.FactAttribute"));

    private static bool IsMarked(INamedTypeSymbol type) => Lineage(type).SelectMany(one => one.GetAttributes())
        .Any(attribute => attribute.AttributeClass!.ToDisplayString() == typeof(StartsProcessesAttribute).FullName);

    private static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            yield return at;
        }
    }
}
