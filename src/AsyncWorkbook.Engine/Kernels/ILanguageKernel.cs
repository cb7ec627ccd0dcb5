using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>A way to go on from the cursor.</summary>
/// <param name="Text">What stands in the code when it is chosen.</param>
/// <param name="Kind">What it is: <c>class</c>, <c>function</c>, <c>keyword</c>, <c>module</c>, <c>property</c>, <c>variable</c>.</param>
public sealed record Completion(string Text, string Kind);

/// <summary>The ways to go on from the cursor.</summary>
/// <param name="Start">The index in the code, in UTF-16 units, of the first character that a choice replaces.</param>
/// <param name="End">The index behind the last character that it replaces.</param>
/// <param name="Items">The choices, best first; empty if there are none.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<Completion> Items);

/// <summary>Whether code can be run as it stands.</summary>
public enum Completeness
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>More lines must follow.</summary>
    Incomplete,

    /// <summary>It has a mistake that more lines would not mend.</summary>
    Invalid,
}

/// <summary>Something that keeps code from being compiled.</summary>
/// <param name="Start">The index in the code, in UTF-16 units, where it begins.</param>
/// <param name="End">The index behind its last character.</param>
/// <param name="Message">What is wrong, in the language's words.</param>
public sealed record Problem(int Start, int End, string Message);

/// <summary>A variable of a kernel.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as the language calls it.</param>
/// <param name="Value">Its value in a line of text.</param>
public sealed record Variable(string Name, string Type, string Value);

/// <summary>
/// A kernel that knows its language: what an editor asks for while the reader types. None of it runs the reader's code,
/// except that JavaScript and Python read the properties of live objects. Answers come while no cell runs.
/// </summary>
public interface ILanguageKernel : IVariableKernel
{
    /// <summary>The directives and selectors that code has added to the kernel, as they are written, such as <c>#!clock</c>.</summary>
    IReadOnlyList<string> Directives => [];

    /// <summary>Gets ready, if the kernel is not, and tells the version of the language's runtime.</summary>
    /// <exception cref="RuntimeMissingException">The language is not installed.</exception>
    Task<string> GetVersionAsync();

    /// <summary>The ways to go on from the cursor.</summary>
    /// <param name="code">The code of a cell.</param>
    /// <param name="cursor">The index of the cursor in it, in UTF-16 units.</param>
    /// <param name="cancel">Gives up.</param>
    Task<CompletionList> CompleteAsync(string code, int cursor, CancellationToken cancel);

    /// <summary>What is known of the name at the cursor: its type or signature and its documentation.</summary>
    /// <param name="code">The code of a cell.</param>
    /// <param name="cursor">The index of the cursor in it, in UTF-16 units.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A mime bundle with <c>text/plain</c>, or null if nothing is known.</returns>
    Task<JsonObject?> InspectAsync(string code, int cursor, CancellationToken cancel);

    /// <summary>Whether code can be run as it stands.</summary>
    /// <param name="code">The code of a cell.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Completeness> CheckAsync(string code, CancellationToken cancel);

    /// <summary>What keeps code from being compiled, as far as its syntax tells.</summary>
    /// <param name="code">The code of a cell.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<Problem>> FindProblemsAsync(string code, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Problem>>([]);

    /// <summary>The variables that cells have declared, by name.</summary>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<Variable>> ListVariablesAsync(CancellationToken cancel);
}
