using AsyncWorkbook.Workers.CSharp.Protocol;

namespace AsyncWorkbook.Workers.CSharp.Running;

/// <summary>One <c>execute</c> command: where its output goes and whether it was interrupted.</summary>
internal sealed class Cell
{
    private static readonly AsyncLocal<Cell?> current = new();
    private static volatile Cell? latest;

    public Cell(Command command)
    {
        Id = command.Id ?? "";
        File = command.File;
        FirstLine = command.Line;
        Code = command.Code;
        Marker = command.Marker;
        Interruption = new Interruption();
    }

    /// <summary>The cell that started the code which asks, or else the latest: then nothing tells.</summary>
    public static Cell? Current => current.Value ?? latest;

    /// <summary>The cell that started the code which asks, if that is known.</summary>
    public static Cell? Starter => current.Value;

    public static Cell? Latest => latest;

    public string Id { get; }

    /// <summary>What the reader calls the cell, such as <c>cell 3</c>.</summary>
    public string File { get; }

    /// <summary>The 1-based line of the cell at which <see cref="Code"/> starts.</summary>
    public int FirstLine { get; }

    public string Code { get; }

    public string? Marker { get; }

    public Interruption Interruption { get; }

    /// <summary>Makes this the cell of everything that the calling thread starts from now on.</summary>
    public void BecomeCurrent()
    {
        current.Value = this;
        latest = this;
    }
}
