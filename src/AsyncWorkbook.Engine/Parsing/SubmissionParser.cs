using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Parsing;

/// <summary>Splits a cell at its kernel selectors and directives.</summary>
public static class SubmissionParser
{
    /// <summary>Splits a cell.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel that runs it until a selector says otherwise.</param>
    /// <param name="kernels">The kernels that it can select.</param>
    /// <exception cref="DirectiveException">A directive line cannot be read.</exception>
    public static IReadOnlyList<SubmissionStep> Parse(string source, string kernel, KernelCatalog kernels)
    {
        var steps = new List<SubmissionStep>();
        var packages = new List<DirectiveStep>();
        var section = new Section(kernel, null, 1, packages);
        foreach (var line in CellReader.Lines(source, kernel, kernels))
        {
            switch (line.Kind)
            {
                case CellLineKind.Selector:
                    var selector = DirectiveParser.Parse(line.Text);
                    section.CompleteInto(steps);
                    section = new Section(line.Kernel, selector, line.Number, packages);
                    section.AddCode("");
                    break;
                case CellLineKind.Directive:
                    section.AddDirective(DirectiveParser.Parse(line.Text), line.Number);
                    break;
                default:
                    section.AddCode(line.Text);
                    break;
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
        private readonly DirectiveLine? selector;
        private readonly int firstLine;
        private readonly List<DirectiveStep> packages;
        private readonly List<SubmissionStep> references = [];
        private readonly List<SubmissionStep> steps = [];
        private readonly List<string> code = [];
        private int codeLine;

        public Section(string kernel, DirectiveLine? selector, int firstLine, List<DirectiveStep> packages)
        {
            this.kernel = kernel;
            this.packages = packages;
            this.selector = selector;
            this.firstLine = codeLine = firstLine;
        }

        public void AddCode(string line) => code.Add(line);

        public void AddDirective(DirectiveLine directive, int line)
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
            if (kernel == ValueStore.KernelName && selector is not null)
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

        private static bool IsFile(DirectiveLine directive) =>
            directive is { Name: "r", Arguments: [var reference, ..] }
            && !reference.TrimStart().StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);
    }
}
