using AsyncWorkbook.Workers.CSharp.Core.Protocol;

namespace AsyncWorkbook.Workers.CSharp.Core.Running;

/// <summary>One <c>execute</c> command: where its output goes and whether it was interrupted.</summary>
internal sealed class Execution
{
    private static readonly AsyncLocal<Execution?> current = new();
    private static volatile Execution? latest;

    /// <param name="command">An <c>execute</c>.</param>
    /// <param name="interruption">What stops it.</param>
    public Execution(Command command, Interruption interruption)
    {
        Id = command.Id ?? "";
        File = command.File;
        FirstLine = command.Line;
        Code = command.Code;
        Marker = command.Marker;
        Extensions = command.Extensions;
        Interruption = interruption;
    }

    /// <summary>The execution that started the code which asks, or else the latest: then nothing tells.</summary>
    public static Execution? Current => current.Value ?? latest;

    /// <summary>The execution that started the code which asks, if that is known.</summary>
    public static Execution? Starter => current.Value;

    public string Id { get; }

    /// <summary>What the reader calls the cell, such as <c>cell 3</c>.</summary>
    public string File { get; }

    /// <summary>The 1-based line of the cell at which <see cref="Code"/> starts.</summary>
    public int FirstLine { get; }

    public string Code { get; }

    public string? Marker { get; }

    /// <summary>Folders with packages' extensions, which are loaded behind the code.</summary>
    public IReadOnlyList<string> Extensions { get; }

    public Interruption Interruption { get; }

    /// <summary>Makes this the execution of everything that the calling thread starts from now on.</summary>
    public void BecomeCurrent()
    {
        current.Value = this;
        latest = this;
    }
}
