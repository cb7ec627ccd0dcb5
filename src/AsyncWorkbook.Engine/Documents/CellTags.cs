namespace AsyncWorkbook.Engine.Documents;

/// <summary>The tags of cells that mean something here; most are Jupyter's own.</summary>
internal static class CellTags
{
    /// <summary>The cell holds the defaults of parameters.</summary>
    public const string Parameters = "parameters";

    /// <summary>A run has put the cell there, with the values of its parameters.</summary>
    public const string InjectedParameters = "injected-parameters";

    /// <summary>The cell is not run.</summary>
    public const string SkipExecution = "skip-execution";

    /// <summary>The cell is to fail.</summary>
    public const string RaisesException = "raises-exception";

    /// <summary>
    /// The cell needs what a page has not: a process, a socket, threads, Node, or files that are not the book's. A page shows its recording.
    /// </summary>
    public const string LocalOnly = "local-only";

    /// <summary>An older name of <see cref="LocalOnly"/>, for JavaScript that needs Node.</summary>
    public const string NodeOnly = "node-only";

    /// <summary>A page folds the cell's code away.</summary>
    public const string HideInput = "hide-input";

    /// <summary>A page folds the cell's outputs away.</summary>
    public const string HideOutput = "hide-output";
}
