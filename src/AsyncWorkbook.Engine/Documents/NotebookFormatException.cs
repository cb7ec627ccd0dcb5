namespace AsyncWorkbook.Engine.Documents;

/// <summary>A file is not a notebook that this engine can read. The message is one line and says what to do.</summary>
public sealed class NotebookFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NotebookFormatException()
    {
    }

    /// <summary>Creates the exception with the one line that the user reads.</summary>
    public NotebookFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the one line that the user reads and its cause.</summary>
    public NotebookFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
