namespace AsyncWorkbook.Engine.Packages;

/// <summary>Packages cannot be had. The message is one line for the reader.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class PackageException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The package that cannot be had; null if the fault is not that of one package.</summary>
    public string? Package { get; init; }

    /// <summary>The sources of the request that do not answer.</summary>
    public IReadOnlyList<string> DeadSources { get; init; } = [];
}
