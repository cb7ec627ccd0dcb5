using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>How the execution of some code ended.</summary>
public enum ExecutionStatus
{
    /// <summary>It ran to its end.</summary>
    Ok,

    /// <summary>It failed; an <see cref="ErrorOutput"/> says why.</summary>
    Error,

    /// <summary>It was asked to stop and did; the kernel's variables are as they were.</summary>
    Interrupted,

    /// <summary>It was asked to stop, did not, and its process was ended: the kernel's variables are gone.</summary>
    Killed,
}

/// <summary>Code for one kernel.</summary>
/// <param name="Text">The code.</param>
/// <param name="File">What the cell is called in errors, such as <c>cell 3</c>.</param>
/// <param name="Line">The 1-based line of the cell at which the code starts.</param>
public sealed record Code(string Text, string File, int Line)
{
    /// <summary>Folders with packages' extensions of .NET Interactive, which the C# kernel loads behind the code.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}

/// <summary>A variable's value on its way from one kernel to another: a copy.</summary>
/// <param name="Mime">The form: <c>application/json</c>, or a text type.</param>
/// <param name="Value">JSON, or a JSON string that holds the text.</param>
public sealed record SharedValue(string Mime, JsonNode? Value)
{
    /// <summary>The mime type of values that are copied as JSON.</summary>
    public const string Json = "application/json";
}

/// <summary>Runs the code of one language, or shows the text of one format.</summary>
public interface IKernel : IAsyncDisposable
{
    /// <summary>The canonical name, such as <c>csharp</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Gets ready in the background, if there is anything to get ready, so that the first cell need not wait. Failures
    /// are reported by the first execution.
    /// </summary>
    void Start();

    /// <summary>Runs code. What it prints goes to the sink, also what arrives after it ended.</summary>
    /// <param name="code">The code.</param>
    /// <param name="sink">Takes the outputs.</param>
    /// <param name="interrupt">Asks the code to stop: first politely, then by force, at last by ending its process.</param>
    /// <exception cref="RuntimeMissingException">The language is not installed.</exception>
    Task<ExecutionStatus> ExecuteAsync(Code code, IOutputSink sink, CancellationToken interrupt);
}

/// <summary>A kernel whose values others can copy.</summary>
public interface IVariableKernel : IKernel
{
    /// <summary>Copies a variable.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="mime">The form to copy it in.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SharingException">There is no such variable, or it cannot be copied.</exception>
    Task<SharedValue> GetValueAsync(string name, string mime, CancellationToken cancel);

    /// <summary>Declares a variable, or gives it a new value.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SharingException">The kernel cannot take the value.</exception>
    Task SetValueAsync(string name, SharedValue value, CancellationToken cancel);
}
