using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncWorkbook.Architecture.Tests;

/// <summary>
/// What the code of one project names and calls, as the compiler understands its sources. Not read off the assembly: there,
/// constants, catch clauses and much of what stands in lambdas have lost the types that they came from.
/// </summary>
internal sealed class ProjectCode
{
    // Everything that the tests themselves were given, read once. The runtime names its core library twice.
    private static readonly Dictionary<string, MetadataReference> assemblies =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Distinct()
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => (MetadataReference)MetadataReference.CreateFromFile(path));

    private static readonly CSharpParseOptions options =
        CSharpParseOptions.Default.WithFeatures([KeyValuePair.Create("FileBasedProgram", "true")]); // lines such as #:project

    private static readonly ConcurrentDictionary<SourceProject, Lazy<ProjectCode>> read = new();

    private readonly CSharpCompilation compilation;
    private readonly Lazy<IReadOnlyList<TypeUse>> uses;

    private ProjectCode(string name, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references)
    {
        compilation = CSharpCompilation.Create(name, trees, references);
        uses = new(() => [.. compilation.SyntaxTrees.SelectMany(UsesIn)]);
    }

    /// <summary>The sources of one of the repository's projects, read once.</summary>
    /// <param name="project">The project; its packages must be among those that the tests load.</param>
    public static ProjectCode Of(SourceProject project) => read.GetOrAdd(project, _ => new(() => Read(project))).Value;

    /// <summary>Reads sources from memory.</summary>
    /// <param name="files">The texts by their paths, relative to the project's folder.</param>
    public static ProjectCode Of(IReadOnlyDictionary<string, string> files) =>
        new("sample", files.Select(file => Parse(file.Key, file.Value)).Append(ImplicitUsings([])), assemblies.Values);

    /// <summary>Reads a program that is one file, such as <c>dotnet run program.cs</c> takes it.</summary>
    /// <param name="path">The file; the projects that it refers to must be among those that the tests load.</param>
    public static ProjectCode OfProgram(string path) =>
        new("program", [Parse(Path.GetFileName(path), File.ReadAllText(path)), ImplicitUsings([])], assemblies.Values);

    /// <summary>What keeps the compiler from building it.</summary>
    public IEnumerable<string> Errors() =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => $"{error}");

    /// <summary>The types that the project declares outside others.</summary>
    public IEnumerable<INamedTypeSymbol> Types() => compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type)
        .OfType<INamedTypeSymbol>().Where(type => type.ContainingType is null);

    /// <summary>Each type that a file of the project uses: names it, calls, reads or writes a member of it, or creates one.</summary>
    /// <exception cref="InvalidOperationException">The compiler does not know a name: a use would be overlooked.</exception>
    public IReadOnlyList<TypeUse> Uses() => uses.Value;

    private static ProjectCode Read(SourceProject project) => new(
        project.AssemblyName,
        project.Files.Select(file => Parse(Path.GetRelativePath(project.Folder, file), File.ReadAllText(file)))
            .Append(ImplicitUsings(project.ImplicitUsings)),
        References(project));

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, options, path.Replace('\\', '/'));

    private static SyntaxTree ImplicitUsings(IEnumerable<string> more) => Parse("", string.Concat(
        new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks" }
            .Concat(more).Select(space => $"global using {space};")));

    // Of this repository only what the project refers to: names are looked up in "AsyncWorkbook", too, and the helper
    // library's would be found there.
    private static IEnumerable<MetadataReference> References(SourceProject project)
    {
        var strangers = SourceProject.Sources.Concat(SourceProject.Tests).Except(project.AllReferences).Select(other => other.AssemblyName);
        return assemblies.Where(assembly => !strangers.Contains(assembly.Key)).Select(assembly => assembly.Value);
    }

    private IEnumerable<TypeUse> UsesIn(SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes().Where(NamesOrCalls))
        {
            if (node is SimpleNameSyntax { Identifier.Text: not "nameof" } && model.GetTypeInfo(node).Type is IErrorTypeSymbol)
            {
                throw new InvalidOperationException($"{node.GetLocation().GetLineSpan()}: \"{node}\" is not understood.");
            }

            if (TypeOf(model.GetSymbolInfo(node).Symbol) is { } used)
            {
                yield return new TypeUse(tree.FilePath, UserOf(node, model), used);
            }
        }
    }

    private static bool NamesOrCalls(SyntaxNode node) =>
        node is SimpleNameSyntax { IsVar: false } or ElementAccessExpressionSyntax or ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax;

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol)
    {
        var type = symbol as INamedTypeSymbol ?? (symbol as IMethodSymbol)?.ReducedFrom?.ContainingType ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }

    private static string UserOf(SyntaxNode node, SemanticModel model) =>
        node.AncestorsAndSelf().LastOrDefault(outer => outer is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax) is { } type
            ? model.GetDeclaredSymbol(type)!.OriginalDefinition.ToDisplayString()
            : Path.GetFileNameWithoutExtension(model.SyntaxTree.FilePath);
}
