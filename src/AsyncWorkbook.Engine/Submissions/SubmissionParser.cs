using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Submissions;

/// <summary>A part of a cell, in the order in which the parts are carried out.</summary>
/// <param name="Kernel">The kernel that is selected at this point.</param>
/// <param name="Line">The 1-based line of the cell at which it stands.</param>
public abstract record SubmissionStep(string Kernel, int Line);

/// <summary>Code for a kernel. <c>#r "x.dll"</c> lines of C# come as a step of their own, before the section's code.</summary>
/// <param name="Kernel">The kernel that runs it.</param>
/// <param name="Text">The code, as it stands in the cell.</param>
/// <param name="Line">The 1-based line of the cell at which it starts.</param>
public sealed record CodeStep(string Kernel, string Text, int Line) : SubmissionStep(Kernel, Line);

/// <summary>A step that comes from a line with options.</summary>
public interface IDirectiveLine
{
    /// <summary>The line.</summary>
    Directive Directive { get; }
}

/// <summary>A directive to carry out.</summary>
/// <param name="Kernel">The kernel in whose section it stands.</param>
/// <param name="Directive">The directive.</param>
/// <param name="Line">Its 1-based line in the cell.</param>
public sealed record DirectiveStep(string Kernel, Directive Directive, int Line)
    : SubmissionStep(Kernel, Line), IDirectiveLine;

/// <summary>
/// A kernel selector that is more than that: one with options, or <c>#!value</c>, whose section is a text to keep.
/// </summary>
/// <param name="Kernel">The kernel that it selects.</param>
/// <param name="Directive">The selector with its options.</param>
/// <param name="Text">The text of a <c>#!value</c> section; empty for others, whose code is a step of its own.</param>
/// <param name="Line">The 1-based line of the selector.</param>
public sealed record SelectorStep(string Kernel, Directive Directive, string Text, int Line)
    : SubmissionStep(Kernel, Line), IDirectiveLine;

/// <summary>Splits a cell at its kernel selectors and directives.</summary>
public static class SubmissionParser
{
    /// <summary>Splits a cell.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel that runs it until a selector says otherwise.</param>
    /// <exception cref="DirectiveException">A directive line cannot be read.</exception>
    public static IReadOnlyList<SubmissionStep> Parse(string source, string kernel)
    {
        var steps = new List<SubmissionStep>();
        var packages = new List<DirectiveStep>();
        var section = new Section(kernel, null, 1, packages);

        // Of line ends these alone: a form feed or a line separator may stand in a string of the code.
        var lines = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!DirectiveParser.IsDirective(lines[i], section.Kernel))
            {
                section.AddCode(lines[i]);
                continue;
            }

            var directive = DirectiveParser.Parse(lines[i]);
            if (lines[i][1] == '!' && KernelNames.Canonical(directive.Name) is { } selected)
            {
                section.CompleteInto(steps);
                section = new Section(selected, directive, i + 1, packages);
                section.AddCode("");
            }
            else
            {
                section.AddDirective(directive, i + 1);
            }
        }

        section.CompleteInto(steps);
        return packages.Count == 0 ? steps : [.. packages, Restore(packages[0]), .. steps];
    }

    /// <summary>One restore gets all packages of a cell, before any of its code runs.</summary>
    private static DirectiveStep Restore(DirectiveStep first) =>
        first with { Directive = DirectiveParser.Parse("#!nuget-restore") };

    /// <summary>The lines from one kernel selector to the next.</summary>
    private sealed class Section
    {
        private readonly string kernel;
        private readonly Directive? selector;
        private readonly int firstLine;
        private readonly List<DirectiveStep> packages;
        private readonly List<SubmissionStep> references = [];
        private readonly List<SubmissionStep> steps = [];
        private readonly List<string> code = [];
        private int codeLine;

        public Section(string kernel, Directive? selector, int firstLine, List<DirectiveStep> packages)
        {
            this.kernel = kernel;
            this.packages = packages;
            this.selector = selector;
            this.firstLine = codeLine = firstLine;
        }

        public string Kernel => kernel;

        public void AddCode(string line) => code.Add(line);

        public void AddDirective(Directive directive, int line)
        {
            if (directive.Text[1] == '!')
            {
                CompleteCode();
                steps.Add(new DirectiveStep(kernel, directive, line));
                codeLine = line;
                code.Add("");
                return;
            }

            // References come first, so code may use what a later line refers to; the blank line keeps line numbers.
            if (IsFile(directive))
            {
                references.Add(new CodeStep(kernel, directive.Text, line));
            }
            else
            {
                packages.Add(new DirectiveStep(kernel, directive, line));
            }

            code.Add("");
        }

        public void CompleteInto(List<SubmissionStep> all)
        {
            if (kernel == "value" && selector is not null)
            {
                all.Add(new SelectorStep(kernel, selector, string.Join('\n', code.Skip(1)), firstLine));
                return;
            }

            CompleteCode();
            if (selector is { Options.Count: > 0 } or { Arguments.Count: > 0 })
            {
                all.Add(new SelectorStep(kernel, selector, "", firstLine));
            }

            all.AddRange(references);
            all.AddRange(steps);
        }

        private void CompleteCode()
        {
            var leading = code.TakeWhile(string.IsNullOrWhiteSpace).Count();
            if (leading < code.Count)
            {
                steps.Add(new CodeStep(kernel, string.Join('\n', code.Skip(leading)), codeLine + leading));
            }

            code.Clear();
        }

        private static bool IsFile(Directive directive) =>
            directive is { Name: "r", Arguments: [var reference, ..] }
            && !reference.TrimStart().StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);
    }
}
