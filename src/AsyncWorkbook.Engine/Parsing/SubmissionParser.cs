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
        var section = new Section(source, kernel, null, 1, packages);
        foreach (var line in CellReader.Lines(source, kernel, kernels))
        {
            switch (line.Kind)
            {
                case CellLineKind.Selector:
                    var selector = DirectiveParser.Parse(line.Text);
                    section.CompleteInto(steps);
                    section = new Section(source, line.Kernel, selector, line.Number, packages);
                    section.AddBlank();
                    break;
                case CellLineKind.Directive:
                    section.AddDirective(DirectiveParser.Parse(line.Text), line.Number);
                    break;
                default:
                    section.AddCode(line);
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
        private readonly string source;
        private readonly string kernel;
        private readonly DirectiveLine? selector;
        private readonly int firstLine;
        private readonly List<DirectiveStep> packages;
        private readonly List<SubmissionStep> references = [];
        private readonly List<SubmissionStep> steps = [];
        private readonly List<(int Start, int End)> code = []; // where its lines are in the cell, which may be long
        private int codeLine;

        public Section(string source, string kernel, DirectiveLine? selector, int firstLine, List<DirectiveStep> packages)
        {
            this.source = source;
            this.kernel = kernel;
            this.packages = packages;
            this.selector = selector;
            this.firstLine = codeLine = firstLine;
        }

        public void AddCode(CellLine line) => code.Add((line.Start, line.End));

        public void AddBlank() => code.Add((0, 0));

        public void AddDirective(DirectiveLine directive, int line)
        {
            if (directive.Text[1] == '!')
            {
                CompleteCode();
                steps.Add(new DirectiveStep(kernel, directive, line));
                codeLine = line;
                AddBlank();
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

            AddBlank();
        }

        public void CompleteInto(List<SubmissionStep> all)
        {
            if (kernel == ValueStore.KernelName && selector is not null)
            {
                all.Add(new SelectorStep(kernel, selector, TextFrom(1), firstLine));
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
            var leading = code.TakeWhile(line => source.AsSpan(line.Start, line.End - line.Start).IsWhiteSpace()).Count();
            if (leading < code.Count)
            {
                steps.Add(new CodeStep(kernel, TextFrom(leading), codeLine + leading));
            }

            code.Clear();
        }

        /// <summary>The lines from one on, with newlines between them.</summary>
        private string TextFrom(int first)
        {
            var lines = code.Skip(first);
            return string.Create(Math.Max(lines.Sum(line => line.End - line.Start + 1) - 1, 0), (source, lines), static (text, from) =>
            {
                foreach (var (start, end) in from.lines)
                {
                    from.source.AsSpan(start, end - start).CopyTo(text);
                    text = text[(end - start)..];
                    if (text.Length > 0)
                    {
                        text[0] = '\n';
                        text = text[1..];
                    }
                }
            });
        }

        private static bool IsFile(DirectiveLine directive) =>
            directive is { Name: "r", Arguments: [var reference, ..] }
            && !reference.TrimStart().StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);
    }
}
