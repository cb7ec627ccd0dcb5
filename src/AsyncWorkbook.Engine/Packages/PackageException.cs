namespace AsyncWorkbook.Engine.Packages;

/// <summary>Packages cannot be had. The message is one line for the reader.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class PackageException(string message, Exception? innerException = null) : Exception(message, innerException);
