using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>
/// What a cell takes from another language is there in every host. .NET Interactive fetches it before the cell begins, and waits
/// for ever for what is not there: so an earlier cell assigned it, and one that only some hosts run assigned a placeholder first.
/// </summary>
internal static partial class SharingRule
{
    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        var earlier = new List<(NotebookCell Cell, CodeStep Code)>();
        foreach (var (index, cell) in subject.Cells(CellKind.Code))
        {
            var own = new List<CodeStep>();
            foreach (var step in subject.StepsOf(cell))
            {
                if (step is CodeStep code)
                {
                    own.Add(code);
                }
                else if (step is DirectiveStep { Directive: var line } && Taken(line) is { } taken)
                {
                    var (kernel, name) = taken with { Kernel = subject.Kernels.Canonical(taken.Kernel) ?? taken.Kernel };
                    if (own.Exists(code => code.Kernel == kernel && Assignment(subject, code, name) is not null))
                    {
                        yield return subject.Find(
                            index, step.Line, $"{name} is assigned by this very cell; some hosts fetch it before the cell begins", "Assign it in an earlier cell.");
                    }
                    else if (earlier.Where(each => each.Code.Kernel == kernel && Assignment(subject, each.Code, name) is not null).ToList() is { Count: > 0 } assigning
                        && assigning.TrueForAll(each => MayNotCome(subject, each.Cell, each.Code, name)))
                    {
                        yield return subject.Find(
                            index, step.Line, $"{name} comes from a cell that not every host can run, and where it does not come, this line waits for ever",
                            "Let that cell assign a placeholder other than null to it, before its first import.");
                    }
                }
            }

            earlier.AddRange(own.Select(code => (cell, code)));
        }
    }

    /// <summary>What a line copies from another kernel, or null if it copies nothing.</summary>
    private static (string Kernel, string Name)? Taken(DirectiveLine line) => line.FullName switch
    {
        "#!set" when line.Optional("value") is { } value && Reference().Match(value) is { Success: true } found =>
            (found.Groups["kernel"].Value, found.Groups["name"].Value),
        "#!share" when line.Optional("from") is { } kernel && (line.Optional("name") ?? (line.Arguments is [var first, ..] ? first : null)) is { } name => (kernel, name),
        _ => null,
    };

    /// <summary>Whether code of a cell that only some hosts run assigns a name after something that other hosts do not have.</summary>
    private static bool MayNotCome(CheckedNotebook subject, NotebookCell cell, CodeStep code, string name)
    {
        var language = subject.Kernels.FindLanguage(code.Kernel);
        if (language?.Portability?.Excuses(cell.Tags) != true)
        {
            return false;
        }

        var import = Import().Match(language.WithoutStrings(code.Text));
        return import.Success && Assignment(subject, code, name) is { } first && (first.Index > import.Index || first.Groups["null"].Success);
    }

    /// <summary>Where code assigns a name first, or null if it does not.</summary>
    private static Match? Assignment(CheckedNotebook subject, CodeStep code, string name)
    {
        var text = subject.Kernels.FindLanguage(code.Kernel)?.WithoutStrings(code.Text) ?? code.Text;
        var match = Regex.Match(
            text, $@"(?<![\w.$]){Regex.Escape(name)}\s*=(?![=>])(?<null>\s*(?:null|undefined|None)\b)?|\b(?:def|function|class)\s+{Regex.Escape(name)}\b", RegexOptions.CultureInvariant);
        return match.Success ? match : null;
    }

    [GeneratedRegex(@"^@(?<kernel>[\w#.-]+):(?<name>[\w$]+)$")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bimport\b|\brequire\s*\(")]
    private static partial Regex Import();
}
