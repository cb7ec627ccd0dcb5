namespace AsyncWorkbook.Engine.Packages;

/// <summary>Packages cannot be had. The message is one line for the reader.</summary>
public sealed class PackageException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PackageException()
    {
    }

    /// <summary>Creates the exception with its one line.</summary>
    public PackageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its one line and cause.</summary>
    public PackageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
