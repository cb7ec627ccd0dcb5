using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Directives;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Parsing;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>
/// Answers an editor's questions about a cell; none of them runs it. The kernel at the cursor gets the whole cell with everything
/// that is not for it blanked out, so that its positions are the cell's.
/// </summary>
public sealed class CellEditor
{
    private readonly KernelSet kernels;
    private readonly DirectiveTable directives;
    private readonly DirectiveCompletions completions;
    private readonly KnownNames names = new();

    internal CellEditor(KernelSet kernels, DirectiveTable directives)
    {
        this.kernels = kernels;
        this.directives = directives;
        completions = new DirectiveCompletions(kernels, directives);
    }

    /// <summary>The ways to go on from the cursor: in a directive line directives, options and kernels, else the kernel's own.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="cursor">The index of the cursor in the text, in UTF-16 units.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Positions are the cell's own. Empty where the kernel has no answer or its language is not installed.</returns>
    public Task<CompletionList> CompleteAsync(string source, string kernel, int cursor, CancellationToken cancel)
    {
        var place = PlaceOf(source, kernel, ref cursor);
        return place.IsDirective
            ? completions.CompleteAsync(place.Line.Text, place.Line.Start, Math.Min(cursor, place.Line.End), cancel)
            : AskAsync(
                place.Line.Kernel,
                language => language.CompleteAsync(place.Code, cursor, cancel),
                new CompletionList(cursor, cursor, []));
    }

    /// <summary>
    /// The ways to go on from the cursor that are known without asking its kernel, which its code may keep busy: the names in this
    /// cell and in those that were run. In a directive line they may ask another.
    /// </summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public CompletionList Guess(string source, string kernel, int cursor)
    {
        var place = PlaceOf(source, kernel, ref cursor);
        return place.IsDirective
            ? completions.Known(place.Line.Text, place.Line.Start, Math.Min(cursor, place.Line.End))
            : names.Complete(place.Line.Kernel, kernels.Catalog.FindLanguage(place.Line.Kernel), place.Code, cursor);
    }

    /// <summary>The kernel at the cursor.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public string KernelAt(string source, string kernel, int cursor) => PlaceOf(source, kernel, ref cursor).Line.Kernel;

    /// <summary>What is known of the thing at the cursor: of a directive its help, else the kernel's own answer.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="cursor">The index of the cursor in the text, in UTF-16 units.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A mime bundle with <c>text/plain</c>, or null if nothing is known.</returns>
    public Task<JsonObject?> InspectAsync(string source, string kernel, int cursor, CancellationToken cancel)
    {
        var place = PlaceOf(source, kernel, ref cursor);
        if (place.IsDirective)
        {
            var name = place.Line.Text.Split([' ', '	', '"'], 2)[0];
            return Task.FromResult(directives.HelpOf(name) is { } help ? MimeBundles.Plain(help) : null);
        }

        return AskAsync(place.Line.Kernel, language => language.InspectAsync(place.Code, cursor, cancel), null);
    }

    /// <summary>Whether a cell can be run as it stands: whether each of its sections can. Behind a selector that is the last line, one begins.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Completeness> CheckAsync(string source, string kernel, CancellationToken cancel)
    {
        IReadOnlyList<SubmissionStep> steps;
        try
        {
            steps = SubmissionParser.Parse(source, kernel, kernels.Catalog);
        }
        catch (DirectiveException)
        {
            return Completeness.Invalid;
        }

        var last = CellReader.Lines(source, kernel, kernels.Catalog).Last();
        var whole = last.Kind == CellLineKind.Selector && !last.Text.Contains(' ', StringComparison.Ordinal) // with options it may say all
            ? Completeness.Incomplete
            : Completeness.Complete;
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

    /// <summary>Remembers the names in code that is run.</summary>
    internal void Learn(string kernel, string code) => names.Learn(kernel, kernels.Catalog.FindLanguage(kernel), code);

    /// <summary>What keeps the sections of a cell from being compiled, as far as their syntax tells.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Problems at the cell's own positions.</returns>
    public async Task<IReadOnlyList<Problem>> FindProblemsAsync(string source, string kernel, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        var section = new List<CellLine>();
        foreach (var line in CellReader.Lines(source, kernel, kernels.Catalog).ToList())
        {
            if (line.Kind == CellLineKind.Selector)
            {
                await AddAsync();
            }

            section.Add(line);
        }

        await AddAsync();
        return problems;

        async Task AddAsync()
        {
            var code = section.Where(line => !IsDirective(line)).ToList();
            section.Clear();
            if (code.Count > 0)
            {
                var own = Blanked(source, line => line.Start < code[0].Start || line.Start > code[^1].Start || IsDirective(line), kernel);
                problems.AddRange(await AskAsync(code[0].Kernel, language => language.FindProblemsAsync(own, cancel), []));
            }
        }
    }

    /// <summary>Asks a kernel, if it knows its language and has an answer: an editor can do without.</summary>
    private async Task<T> AskAsync<T>(string kernel, Func<ILanguageKernel, Task<T>> ask, T otherwise)
    {
        try
        {
            return kernels.Find(kernel) is ILanguageKernel language ? await ask(language) : otherwise;
        }
        catch (Exception e) when (e is SharingException or RuntimeMissingException)
        {
            return otherwise;
        }
    }

    /// <summary>Finds the cursor, and moves it into the text if it is outside.</summary>
    private Place PlaceOf(string source, string kernel, ref int cursor)
    {
        cursor = Math.Clamp(cursor, 0, source.Length);
        var at = cursor;
        var lines = CellReader.Lines(source, kernel, kernels.Catalog).ToList();
        var here = lines.FindLast(line => line.Start <= at)!;
        return new Place(here, Blanked(source, line => IsDirective(line) || line.Kernel != here.Kernel, kernel));
    }

    /// <summary>The cell with blanks in place of some lines.</summary>
    private string Blanked(string source, Func<CellLine, bool> isOut, string kernel)
    {
        var code = source.ToCharArray();
        foreach (var line in CellReader.Lines(source, kernel, kernels.Catalog).Where(isOut))
        {
            Array.Fill(code, ' ', line.Start, line.Length);
        }

        return new string(code);
    }

    /// <summary>Whether a line is a directive or selector, or is becoming one.</summary>
    private static bool IsDirective(CellLine line) => line.Kind != CellLineKind.Code || CellReader.Marked(line.Text) is not null;

    /// <summary>Where the cursor stands.</summary>
    /// <param name="Line">Its line.</param>
    /// <param name="Code">The cell with blanks in place of what is not for the line's kernel.</param>
    private sealed record Place(CellLine Line, string Code)
    {
        public bool IsDirective => CellEditor.IsDirective(Line);
    }
}
