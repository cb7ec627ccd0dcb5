namespace AsyncWorkbook.Interactive.Tests.RealKernel;

/// <summary>What a kind of output is.</summary>
internal enum OutputKind
{
    /// <summary>Something that was displayed, or a cell's result.</summary>
    Value,

    /// <summary>A new value of something displayed before.</summary>
    Update,

    /// <summary>Text printed to standard output.</summary>
    Stdout,

    /// <summary>Text printed to standard error.</summary>
    Stderr,

    /// <summary>An error.</summary>
    Error,
}

/// <summary>One output of a cell.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Forms">Its text by MIME type; an error, stdout and stderr have <c>text/plain</c> only.</param>
internal sealed record Output(OutputKind Kind, IReadOnlyDictionary<string, string> Forms)
{
    /// <summary>An output with nothing but text.</summary>
    public static Output Text(OutputKind kind, string text) => new(kind, new Dictionary<string, string> { ["text/plain"] = text });

    public override string ToString() => $"{Kind}: {string.Join(" | ", Forms.Select(form => $"{form.Key}: {form.Value}"))}";
}
