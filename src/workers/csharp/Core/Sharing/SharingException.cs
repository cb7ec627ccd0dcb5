namespace AsyncWorkbook.Workers.CSharp.Core.Sharing;

/// <summary>A variable cannot be copied. The message is for the reader.</summary>
internal sealed class SharingException(string message, Exception? inner = null) : Exception(message, inner);
