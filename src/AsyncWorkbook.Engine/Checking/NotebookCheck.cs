using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>
/// Reads a notebook without running it and says what keeps it from being valid nbformat, from running in every host, or from
/// reading well. Each rule is a class of this folder.
/// </summary>
public static class NotebookCheck
{
    /// <summary>What is said of the JSON of an <c>.ipynb</c>; a <c>.dib</c> has none.</summary>
    private static readonly Func<CheckedNotebook, IEnumerable<Finding>>[] rulesOfJson =
        [FormatRule.Check, OrderRule.Check, MetadataRule.Check, OutputRule.Check, KernelRule.Check];

    private static readonly Func<CheckedNotebook, IEnumerable<Finding>>[] rules =
        [PortabilityRule.Check, SharingRule.Check, LinkRule.Check, QuizRule.Check];

    /// <summary>Checks a notebook.</summary>
    /// <param name="path">The file it was read from; links are looked up beside it.</param>
    /// <param name="notebook">The notebook.</param>
    /// <param name="kernels">The kernels that its cells can name; the engine's own if nothing is said.</param>
    /// <returns>What was found, those about the whole notebook first, the others in the order of the cells.</returns>
    public static IReadOnlyList<Finding> Check(string path, Notebook notebook, KernelCatalog? kernels = null)
    {
        var subject = new CheckedNotebook(path, notebook, kernels ?? KernelCatalog.Standard);
        return [.. (DibFormat.Is(path) ? rules : rulesOfJson.Concat(rules)).SelectMany(rule => rule(subject)).OrderBy(finding => finding.Cell ?? -1).ThenBy(finding => finding.Line ?? 0)];
    }
}
