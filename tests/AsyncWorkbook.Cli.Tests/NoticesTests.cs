using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Cli.Tests;

/// <summary><c>THIRD-PARTY-NOTICES.md</c> names what is shipped, all of it and nothing else, with its licence.</summary>
public sealed partial class NoticesTests
{
    private const string notices = "THIRD-PARTY-NOTICES.md";

    private static readonly string[] fonts = ["source-code-pro", "source-sans-3", "source-serif-4"];

    // What live pages load: bundled, so that no folder tells.
    private static readonly string[] live =
    [
        "@codemirror/autocomplete", "@codemirror/commands", "@codemirror/lang-javascript", "@codemirror/lang-python", "@codemirror/language",
        "@codemirror/legacy-modes", "@codemirror/lint", "@codemirror/state", "@codemirror/streamparser", "@codemirror/view", "@lezer/common",
        "@lezer/highlight", "@lezer/javascript", "@lezer/lr", "@lezer/python", "@marijn/find-cluster-break", "crelt", "style-mod", "w3c-keyname",
        "dompurify", "node-inspect-extracted", "pyodide", "CPython", "Microsoft.NETCore.App.Runtime.Mono.browser-wasm",
    ];

    // Used to bundle, or by what is not: none of it is shipped.
    private static readonly string[] onlyBuilds = ["esbuild", "@types/emscripten", "ws"];

    private static readonly string built = Repository.PathOf("artifacts", "workbook");

    /// <summary>Licences by name; those of packages that tell none, or only where it stands, were looked up.</summary>
    private static readonly Dictionary<string, string> listed = Row().Matches(File.ReadAllText(Repository.PathOf(notices)))
        .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["licence"].Value);

    [Fact]
    public void Every_package_that_is_shipped_is_named_and_no_other()
    {
        SkipUnlessBuilt();
        var shipped = new[] { $"{built}/workbook.deps.json", $"{built}/workers/csharp/workbook-csharp.deps.json", Repository.PathOf("artifacts", "lib", "AsyncWorkbook.deps.json") }
            .SelectMany(NuGetPackages)
            .Concat(Directory.GetDirectories($"{built}/workers/javascript/node_modules").Select(Path.GetFileName).OfType<string>())
            .Concat(["plotly.js-cartesian-dist-min", "minisearch", "@mermaid-js/tiny", .. fonts.Select(font => $"@fontsource-variable/{font}")]) // page assets
            .Append("temml") // in the engine
            .Concat(live)
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(shipped, listed.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_package_of_npm_has_the_licence_that_it_tells()
    {
        var packages = JsonNode.Parse(File.ReadAllText(Repository.PathOf("src", "package-lock.json")))!["packages"]!.AsObject()
            .Where(package => package.Key.Length > 0 && package.Value!["dev"] is null && package.Value["optional"] is null && !onlyBuilds.Contains(package.Key["node_modules/".Length..]))
            .ToDictionary(package => package.Key["node_modules/".Length..], package => (string)package.Value!["license"]!);
        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.Equal(package.Value, listed[package.Key]));
    }

    [Fact]
    public void The_text_of_every_licence_is_there()
    {
        var text = File.ReadAllText(Repository.PathOf(notices));
        Assert.All(listed.Values.Select(licence => licence.TrimStart('(').Split(' ')[0]).Distinct(), licence => Assert.True(
            text.Contains($"\n## {licence}\n", StringComparison.Ordinal)
            || File.Exists(Repository.PathOf("src", "AsyncWorkbook.Cli", "licences", $"{licence}.txt")),
            $"Put the text of {licence} into {notices} or src/AsyncWorkbook.Cli/licences."));
    }

    [Fact]
    public void They_are_shipped_with_the_program()
    {
        SkipUnlessBuilt();
        Assert.Equal(File.ReadAllText(Repository.PathOf(notices)), File.ReadAllText(Path.Combine(built, "assets", notices)));
        Assert.True(File.Exists(Path.Combine(built, "assets", "licences", "LGPL-3.0.txt")));
    }

    // ./test builds it before; ./test --quick does not, and what was built before the packages changed says nothing of them.
    private static void SkipUnlessBuilt()
    {
        var stamp = new FileInfo(Repository.PathOf("artifacts", ".built"));
        var inputs = Directory.EnumerateFiles(Repository.PathOf("src"), "packages.lock.json", SearchOption.AllDirectories)
            .Append(Repository.PathOf("src", "package-lock.json"))
            .Append(Repository.PathOf(notices));
        Assert.SkipUnless(
            stamp.Exists && inputs.All(input => File.GetLastWriteTimeUtc(input) <= stamp.LastWriteTimeUtc),
            "the workbook is not built, or was built before its packages changed: ./workbook --version builds it");
    }

    private static IEnumerable<string> NuGetPackages(string dependencies) => JsonNode.Parse(File.ReadAllText(dependencies))!["libraries"]!.AsObject()
        .Where(library => (string?)library.Value!["type"] == "package")
        .Select(library => library.Key.Split('/')[0]);

    [GeneratedRegex(@"^\| (?<name>[\w.@/-]+) \| (?<licence>[^|]+?) \| [^|]+ \| <https?://[^|]+> \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
