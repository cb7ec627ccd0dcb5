using System.Globalization;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>CPython with a loop that runs.</summary>
internal static partial class PythonLanguage
{
    public const string Name = "python";

    public static Language Declaration { get; } = new(Name, "Python", Launch)
    {
        Extensions = [".py"],
        Documentation = new Uri("https://docs.python.org/3/"),
        FenceWords = ["py"],
        Highlighting = PythonGrammar.Pattern,
        CommentsAndStrings = CommentsAndStrings,
        Portability = new Portability(PythonPortability.Find, "raises-exception"),
        Constants = ("True", "False", "None"),
        Assignment = (name, literal) => $"{name} = {literal}",
    };

    private static WorkerLaunch Launch(WorkerHome home) => new(
        Runtimes.Python(home.WorkingDirectory),
        [home.File(Name, "worker.py")],
        new Dictionary<string, string?>
        {
            ["WORKBOOK_MEMORY_LIMIT"] = home.MemoryLimit?.ToString(CultureInfo.InvariantCulture),
        },
        new Dictionary<string, string>
        {
            ["A cell has taken away what every Python cell needs."] = "it has taken away what every Python cell needs",
        });

    [GeneratedRegex(""""
        \#[^\n]*|"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndStrings();
}
