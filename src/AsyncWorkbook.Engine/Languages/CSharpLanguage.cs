using System.Globalization;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>C# scripts.</summary>
internal static partial class CSharpLanguage
{
    public const string Name = "csharp";

    public static Language Declaration { get; } = new(Name, "C#", Launch)
    {
        Aliases = ["c#", "C#", "cs"],
        Extensions = [".cs", ".csx"],
        Documentation = new Uri("https://learn.microsoft.com/dotnet/csharp/"),
        Highlighting = CSharpGrammar.Pattern,
        CommentsAndStrings = CommentsAndStrings,
        Portability = new Portability(CSharpPortability.Find),
        HasReferences = true,
        Numbers = code => DeclaredNumber().Matches(code).Select(match => (match.Groups["name"].Value, !match.Groups["fraction"].Success)),
    };

    private static WorkerLaunch Launch(WorkerHome home) => new(
        home.File(Name, OperatingSystem.IsWindows() ? "workbook-csharp.exe" : "workbook-csharp"),
        [],
        new Dictionary<string, string?>
        {
            ["DOTNET_ROOT"] = Runtimes.DotnetRoot(),

            // The runtime's diagnostic pipes lie in the temporary folder, and stay there when a worker is killed.
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_GCHeapHardLimit"] = home.MemoryLimit?.ToString("x", CultureInfo.InvariantCulture),

            // What the start needs, as the build has recorded it: the runtime prepares it on a second processor.
            ["DOTNET_MultiCoreJitProfile"] = Path.Combine(home.Programs, Name, "startup"),
            ["DOTNET_MultiCoreJitNoProfileGather"] = "1",
        },
        new Dictionary<string, string>
        {
            ["Stack overflow."] = "a method called itself too often, and the stack overflowed",
            ["Out of memory."] = "it ran out of memory",
            ["Environment.FailFast"] = "the code called Environment.FailFast",
        });

    [GeneratedRegex(@"(?:^|;)[ \t]*(?:var|int|long|(?<fraction>double|float|decimal))[ \t]+(?<name>\w+)[ \t]*=[ \t]*-?\d+(?<fraction>\.\d+)?[ \t]*;", RegexOptions.Multiline)]
    private static partial Regex DeclaredNumber();

    [GeneratedRegex(""""
        //[^\n]*|/\*[\s\S]*?\*/
        |(?<raw>"{3,})[\s\S]*?\k<raw>"*|@\$?"(?:[^"]|"")*"|\$@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndStrings();
}
