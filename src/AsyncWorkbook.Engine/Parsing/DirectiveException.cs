namespace AsyncWorkbook.Engine.Parsing;

/// <summary>A directive cannot be carried out. The message is one line for the reader.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class DirectiveException(string message, Exception? innerException = null) : Exception(message, innerException);
