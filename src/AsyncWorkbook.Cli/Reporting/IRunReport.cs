using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>
/// Tells the user, or a program, how a run goes. Several notebooks may run at once: what one of them tells comes in order, what
/// two of them tell comes in any order, and from any thread.
/// </summary>
internal interface IRunReport : IAsyncDisposable
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

    /// <summary>A notebook does not run: nothing has changed since the run whose outputs it has now.</summary>
    void Recall(NotebookFile file);

    /// <summary>All have ended, or were stopped.</summary>
    void Complete();
}
