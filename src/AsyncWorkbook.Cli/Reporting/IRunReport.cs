using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>Tells the user, or a program, how a run goes.</summary>
internal interface IRunReport
{
    /// <summary>A notebook begins.</summary>
    void Begin(NotebookFile file);

    /// <summary>A cell begins.</summary>
    /// <param name="file">Its notebook.</param>
    /// <param name="index">Its position in the file's cells.</param>
    void BeginCell(NotebookFile file, int index);

    /// <summary>A cell has ended.</summary>
    void EndCell(NotebookFile file, CellResult result);

    /// <summary>A notebook has ended.</summary>
    void End(NotebookFile file, NotebookResult result);

    /// <summary>All have ended.</summary>
    void Complete();
}
