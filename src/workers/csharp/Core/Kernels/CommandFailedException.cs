namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>A command failed with nothing but a message.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
