using System.Globalization;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Editor;

/// <summary>Whether code can be run as it stands: what a console asks when its reader presses Enter.</summary>
internal static class Completeness
{
    private const string openRawString = "CS8997";
    private const string openString = "CS1010"; // ends with its line, whatever follows

    /// <summary><c>complete</c>, <c>incomplete</c> or <c>invalid</c>, by its syntax alone.</summary>
    public static string Of(string code)
    {
        var tree = ContextualNames.Parse(SourceText.From(code), "", out _);
        var errors = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id)
            .ToHashSet();
        return errors.Contains(openRawString) || (!SyntaxFactory.IsCompleteSubmission(tree) && !errors.Contains(openString)) ? "incomplete"
            : errors.Count > 0 ? "invalid"
            : "complete";
    }

    /// <summary>What its syntax is lacking, at places of the code, in the compiler's words.</summary>
    public static IReadOnlyList<(int Start, int End, string Message)> Problems(string code)
    {
        var tree = ContextualNames.Parse(SourceText.From(code), "", out var escaped);
        return
        [
            .. tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => (Place(diagnostic.Location.SourceSpan.Start), Place(diagnostic.Location.SourceSpan.End), $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")),
        ];

        // The text that was parsed has signs that the code has not.
        int Place(int parsed) => parsed - escaped.Where((place, at) => place + at < parsed).Count();
    }
}
