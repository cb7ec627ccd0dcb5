namespace AsyncWorkbook.Engine.Kernels;

/// <summary>A variable cannot be copied from or to a kernel. The message is one line for the reader.</summary>
public sealed class SharingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SharingException()
    {
    }

    /// <summary>Creates the exception with its one line.</summary>
    public SharingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its one line and cause.</summary>
    public SharingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A language's runtime is not installed, or cannot be started. The message says what to install.</summary>
public sealed class RuntimeMissingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RuntimeMissingException()
    {
    }

    /// <summary>Creates the exception with its one line.</summary>
    public RuntimeMissingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its one line and cause.</summary>
    public RuntimeMissingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
