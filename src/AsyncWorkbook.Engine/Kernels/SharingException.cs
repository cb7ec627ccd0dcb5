namespace AsyncWorkbook.Engine.Kernels;

/// <summary>A variable cannot be copied from or to a kernel. The message is one line for the reader.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class SharingException(string message, Exception? innerException = null) : Exception(message, innerException);
