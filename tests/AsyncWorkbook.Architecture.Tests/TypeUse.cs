using Microsoft.CodeAnalysis;

namespace AsyncWorkbook.Architecture.Tests;

/// <summary>One use of a type.</summary>
/// <param name="File">The file with the use, relative to the project's folder.</param>
/// <param name="User">The full name of the outermost type around the use; of statements outside types the file's name.</param>
/// <param name="Used">The outermost type used.</param>
internal sealed record TypeUse(string File, string User, INamedTypeSymbol Used)
{
    /// <summary>The used type's full name.</summary>
    public string UsedName => Used.ToDisplayString();

    /// <summary>The folder of the file; the project's own is <c>.</c>.</summary>
    public string From => FolderOf(File);

    /// <summary>The folders in which the used type is declared: none if it is not of this project.</summary>
    public IEnumerable<string> To => Used.DeclaringSyntaxReferences.Select(part => FolderOf(part.SyntaxTree.FilePath)).Distinct();

    private static string FolderOf(string file) => file.LastIndexOf('/') is var end and >= 0 ? file[..end] : ".";
}
