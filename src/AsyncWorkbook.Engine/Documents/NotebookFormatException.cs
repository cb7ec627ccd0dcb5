namespace AsyncWorkbook.Engine.Documents;

/// <summary>A file is not a notebook that this engine can read. The message is one line and says what to do.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class NotebookFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
