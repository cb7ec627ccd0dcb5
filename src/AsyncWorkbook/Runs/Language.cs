namespace AsyncWorkbook;

/// <summary>The names of the book's languages, in its order.</summary>
internal static class Language
{
    public const string CSharp = "C#", JavaScript = "JavaScript", Python = "Python";

    public static IReadOnlyList<string> All { get; } = [CSharp, JavaScript, Python];
}
