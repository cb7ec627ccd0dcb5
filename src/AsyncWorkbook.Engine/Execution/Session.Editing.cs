using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Execution;

/// <content>What an editor asks for while the reader types. None of it runs the cell.</content>
public sealed partial class Session
{
    /// <summary>The ways to go on from the cursor: in a directive line directives, options and kernels, else the kernel's own.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="cursor">The index of the cursor in the text, in UTF-16 units.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Positions are the cell's own. Empty where the kernel has no answer or its language is not installed.</returns>
    public Task<CompletionList> CompleteAsync(string source, string kernel, int cursor, CancellationToken cancel) =>
        editor.CompleteAsync(source, kernel, Math.Clamp(cursor, 0, source.Length), cancel);

    /// <summary>What is known of the thing at the cursor: of a directive its help, else the kernel's own answer.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="cursor">The index of the cursor in the text, in UTF-16 units.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A mime bundle with <c>text/plain</c>, or null if nothing is known.</returns>
    public Task<JsonObject?> InspectAsync(string source, string kernel, int cursor, CancellationToken cancel) =>
        editor.InspectAsync(source, kernel, Math.Clamp(cursor, 0, source.Length), cancel);

    /// <summary>Whether a cell can be run as it stands: whether each of its sections can.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Completeness> CheckAsync(string source, string kernel, CancellationToken cancel) =>
        editor.CheckAsync(source, kernel, cancel);
}
