using System.Text;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution.Directives;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;
using AsyncWorkbook.Engine.Submissions;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>
/// Answers an editor's questions about a cell. The kernel at the cursor gets the whole cell with everything that is not
/// for it blanked out, so that its positions are the cell's.
/// </summary>
internal sealed class CellEditor(Session session, DirectiveTable directives)
{
    private readonly DirectiveCompletions completions = new(session, directives);

    public Task<CompletionList> CompleteAsync(string source, string kernel, int cursor, CancellationToken cancel)
    {
        var place = Place.Of(source, kernel, cursor);
        return place.IsDirective
            ? completions.CompleteAsync(
                source[place.LineStart..place.LineEnd], place.LineStart, Math.Min(cursor, place.LineEnd), cancel)
            : AskAsync(
                place.Kernel,
                language => language.CompleteAsync(place.Code, cursor, cancel),
                new CompletionList(cursor, cursor, []));
    }

    public async Task<JsonObject?> InspectAsync(string source, string kernel, int cursor, CancellationToken cancel)
    {
        var place = Place.Of(source, kernel, cursor);
        if (place.IsDirective)
        {
            var name = source[place.LineStart..place.LineEnd].Split([' ', '\t', '"'], 2)[0];
            return directives.HelpOf(name) is { } help ? MimeBundle.Plain(help) : null;
        }

        return await AskAsync(place.Kernel, language => language.InspectAsync(place.Code, cursor, cancel), null);
    }

    public async Task<Completeness> CheckAsync(string source, string kernel, CancellationToken cancel)
    {
        IReadOnlyList<SubmissionStep> steps;
        try
        {
            steps = SubmissionParser.Parse(source, kernel);
        }
        catch (DirectiveException)
        {
            return Completeness.Invalid;
        }

        var whole = Completeness.Complete;
        foreach (var step in steps.OfType<CodeStep>())
        {
            var part = await AskAsync(
                step.Kernel, language => language.CheckAsync(step.Text, cancel), Completeness.Complete);
            if (part == Completeness.Invalid)
            {
                return part;
            }

            whole = part == Completeness.Incomplete ? part : whole;
        }

        return whole;
    }

    /// <summary>Asks a kernel, if it knows its language and has an answer: an editor can do without.</summary>
    private async Task<T> AskAsync<T>(string kernel, Func<ILanguageKernel, Task<T>> ask, T otherwise)
    {
        try
        {
            return session.Find(kernel) is ILanguageKernel language ? await ask(language) : otherwise;
        }
        catch (Exception e) when (e is SharingException or RuntimeMissingException)
        {
            return otherwise;
        }
    }

    /// <summary>Where the cursor stands.</summary>
    /// <param name="Kernel">The kernel whose section it is in.</param>
    /// <param name="IsDirective">Whether its line is a directive, or is becoming one.</param>
    /// <param name="LineStart">The index of the first character of its line.</param>
    /// <param name="LineEnd">The index behind the last one, without the line's end.</param>
    /// <param name="Code">The cell with blanks in place of what is not for the kernel.</param>
    private sealed record Place(string Kernel, bool IsDirective, int LineStart, int LineEnd, string Code)
    {
        public static Place Of(string source, string kernel, int cursor)
        {
            var lines = new List<(int Start, int End, string Kernel, bool IsDirective)>();
            for (var start = 0; start <= source.Length;)
            {
                var end = source.IndexOf('\n', start) is >= 0 and var newline ? newline : source.Length;
                var text = source[start..end].TrimEnd('\r');
                var isDirective = text.StartsWith("#!", StringComparison.Ordinal) || DirectiveParser.IsDirective(text, kernel);
                if (text.StartsWith("#!", StringComparison.Ordinal)
                    && KernelNames.Canonical(text[2..].Split([' ', '\t'], 2)[0]) is { } selected)
                {
                    kernel = selected;
                }

                lines.Add((start, start + text.Length, kernel, isDirective));
                start = end + 1;
            }

            var at = lines.FindLastIndex(line => line.Start <= cursor);
            var (lineStart, lineEnd, selectedKernel, here) = lines[at];
            var code = new StringBuilder(source);
            foreach (var line in lines.Where(line => line.IsDirective || line.Kernel != selectedKernel))
            {
                code.Remove(line.Start, line.End - line.Start).Insert(line.Start, new string(' ', line.End - line.Start));
            }

            return new Place(selectedKernel, here, lineStart, lineEnd, code.ToString());
        }
    }
}
