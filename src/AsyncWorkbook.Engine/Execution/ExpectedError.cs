using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>What becomes of cells that are tagged <c>raises-exception</c>: they are to fail.</summary>
internal static class ExpectedError
{
    /// <summary>How a cell has ended, in the light of what was expected of it.</summary>
    /// <param name="ended">How it ended.</param>
    /// <param name="isToFail">Whether it is tagged so.</param>
    /// <param name="sink">Is told of an error that did not come.</param>
    public static CellStatus Judge(CellStatus ended, bool isToFail, IOutputSink sink)
    {
        if (!isToFail || ended is not (CellStatus.Ok or CellStatus.Error))
        {
            return ended;
        }

        if (ended == CellStatus.Error)
        {
            return CellStatus.ExpectedError;
        }

        sink.Emit(ErrorOutput.Of("ExpectedErrorMissing", "this cell is tagged raises-exception, and it ended without an error."));
        return CellStatus.Error;
    }
}
