namespace AsyncWorkbook.Engine.Programs;

/// <summary>A language's runtime is not installed, or cannot be started. The message says what to install.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class RuntimeMissingException(string message, Exception? innerException = null) : Exception(message, innerException);
