using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>Compiles cells, each on top of the ones before it.</summary>
internal sealed class ScriptCompiler(References references)
{
    /// <summary>How the runtime begins the names of types that cells declare.</summary>
    public const string ClassPrefix = "cell#+";

    private const string assemblyPrefix = "cell#";

    // A call that is not awaited; an async iterator whose cancellation token nobody will cancel. Not CS1998: async without
    // await is no mistake, and some chapters are about it.
    private static readonly string[] asyncWarnings = ["CS4014", "CS8424", "CS8425"];

    private static readonly EmitOptions emitOptions = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb,
        pdbChecksumAlgorithm: default); // none: symbols that never leave the process need not prove what they belong to

    // Those of .NET Interactive, with the last for LaTeXString and MathString.
    private static readonly string[] usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks",
        "System.Linq", "Microsoft.DotNet.Interactive.Kernel", "Microsoft.DotNet.Interactive.Jupyter.Formatting",
    ];

    private static readonly SyntaxTree emptyTree = CSharpSyntaxTree.ParseText("", CellSource.ParseOptions);

    private CSharpCompilationOptions options = new(
        OutputKind.DynamicallyLinkedLibrary,
        scriptClassName: "cell#", // no identifier: the default, Script, would hide types of that name from cells
        optimizationLevel: OptimizationLevel.Release, // the book measures; a debug build would teach wrong figures
        concurrentBuild: false, // cells may have starved the thread pool
        metadataReferenceResolver: references,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]);

    /// <summary>The cells that later ones build on.</summary>
    private readonly List<CSharpCompilation> kept = [];

    /// <summary>What the first cell builds on: it has the usings and the references that all cells inherit.</summary>
    private CSharpCompilation? root;
    private ImmutableArray<MetadataReference> chainReferences = references.Current;
    private int number;

    /// <summary>Compiles a cell. It becomes part of the chain with <see cref="Keep"/>.</summary>
    /// <exception cref="CompilationFailedException">It does not compile.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public CompiledCell Compile(CellSource source, CancellationToken cancellation)
    {
        references.Load(source);
        options = options.WithAllowUnsafe(options.AllowUnsafe || source.MayBeUnsafe); // later cells may use names for it
        number++;
        var cell = TryCompile(source, cancellation, out var diagnostics);
        if (cell is null && !source.Tree.GetDiagnostics(cancellation).Any(IsError))
        {
            AddMissingReferences(source, diagnostics, cancellation);
        }

        if (references.Current != chainReferences && (cell is null || kept.Count > 0))
        {
            Rebuild(cancellation);
            cell = TryCompile(source, cancellation, out diagnostics);
        }

        chainReferences = references.Current;
        return cell ?? throw new CompilationFailedException(diagnostics, source);
    }

    /// <summary>
    /// What the compiler understands of code that is not run, on top of the cells that were. Nothing is loaded or kept.
    /// </summary>
    /// <param name="tree">The code, which may have mistakes.</param>
    /// <param name="withAll">Whether to look through the whole of the runtime library, which takes longer.</param>
    public CSharpCompilation Understand(SyntaxTree tree, bool withAll) =>
        Create(
            assemblyPrefix,
            tree,
            withAll ? references.WithAll : references.Current,
            options.WithAllowUnsafe(true).WithMetadataReferenceResolver(references.WithoutTrace));

    /// <summary>Whether an assembly is a compiled cell.</summary>
    public static bool IsCell(Assembly assembly) =>
        assembly.GetName().Name?.StartsWith(assemblyPrefix, StringComparison.Ordinal) == true;

    /// <summary>Makes a cell's declarations visible to the following ones.</summary>
    /// <returns>Whether there are any; if not, the following cells do not build on this one.</returns>
    public bool Keep(CompiledCell cell)
    {
        if (!Declares(cell.Compilation) || OnTop(cell.Compilation) is not { } compilation)
        {
            return false;
        }

        kept.Add(compilation);
        return true;
    }

    /// <summary>
    /// The compilation on top of the latest cell: since it was compiled, the cell may have submitted others. Null if it
    /// would mean something else there.
    /// </summary>
    private CSharpCompilation? OnTop(CSharpCompilation compilation)
    {
        var latest = kept.LastOrDefault() ?? root;
        if (compilation.ScriptCompilationInfo!.PreviousScriptCompilation == latest)
        {
            return compilation;
        }

        var moved = Create(compilation.AssemblyName!, compilation.SyntaxTrees.Single(), [], options, latest);
        return !HasCode(moved) || moved.Emit(Stream.Null).Success ? moved : null;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    /// <summary>A cell that does not compile may need an assembly that few cells need.</summary>
    private void AddMissingReferences(CellSource source, IEnumerable<Diagnostic> found, CancellationToken cancellation)
    {
        var withAll = Create(source, references.WithAll);
        var left = withAll.GetDiagnostics(cancellation).Where(IsError).Select(Key).ToHashSet();
        if (left.Count == 0)
        {
            references.Add(withAll.GetUsedAssemblyReferences(cancellation));
        }
        else if (!found.Where(IsError).All(diagnostic => left.Contains(Key(diagnostic))))
        {
            references.Add(references.WithAll); // which of them helped, nobody says
        }

        static (string, TextSpan) Key(Diagnostic diagnostic) => (diagnostic.Id, diagnostic.Location.SourceSpan);
    }

    /// <summary>
    /// Compiles the chain anew, for what the references are now. To the compiler a type is another one when anything
    /// that its assembly refers to was missing and is there now; then nothing of earlier cells would fit later ones.
    /// </summary>
    private void Rebuild(CancellationToken cancellation)
    {
        var newRoot = CreateRoot();
        var rebuilt = new List<CSharpCompilation>();
        foreach (var old in kept)
        {
            var compilation = Create(
                old.AssemblyName!, old.SyntaxTrees.Single(), [], options, rebuilt.LastOrDefault() ?? newRoot);
            // Emitted, because that names the anonymous types.
            if (HasCode(compilation) && !compilation.Emit(Stream.Null, cancellationToken: cancellation).Success)
            {
                return; // a new reference has made an earlier cell ambiguous: go on with the chain as it is
            }

            rebuilt.Add(compilation);
        }

        root = newRoot;
        kept.Clear();
        kept.AddRange(rebuilt);
    }

    /// <summary>Using directives alone make no code, but they hold for the following cells.</summary>
    private static bool HasCode(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Single().GetCompilationUnitRoot().Members.Count > 0;

    /// <summary>
    /// Whether anything of a cell outlives it: variables, types, directives; and anonymous types, because those of later
    /// cells with the same properties are the same types.
    /// </summary>
    private static bool Declares(CSharpCompilation compilation)
    {
        var unit = compilation.SyntaxTrees.Single().GetCompilationUnitRoot();
        return unit.Usings.Count > 0 || unit.Externs.Count > 0 || unit.GetFirstDirective(directive => !directive.IsKind(SyntaxKind.LineDirectiveTrivia)) is not null
            || compilation.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared)
            || unit.DescendantNodes().Any(node => node is AnonymousObjectCreationExpressionSyntax);
    }

    private CSharpCompilation CreateRoot() =>
        Create(assemblyPrefix + "0", emptyTree, references.Current, options.WithUsings(usings), null);

    private CSharpCompilation Create(CellSource source, ImmutableArray<MetadataReference> compiledAgainst) =>
        Create(assemblyPrefix + number, source.Tree, compiledAgainst, options);

    private CSharpCompilation Create(
        string name, SyntaxTree tree, ImmutableArray<MetadataReference> compiledAgainst, CSharpCompilationOptions options)
    {
        root ??= CreateRoot();
        var inherited = root.ExternalReferences.Length; // the list only grows, at its end
        return Create(name, tree, compiledAgainst[inherited..], options, kept.LastOrDefault() ?? root);
    }

    private static CSharpCompilation Create(
        string name,
        SyntaxTree tree,
        ImmutableArray<MetadataReference> compiledAgainst,
        CSharpCompilationOptions options,
        CSharpCompilation? previous)
    {
        // Created on top of the cell before, that one would be compiled anew each time, only to see that it has no errors.
        var alone = CSharpCompilation.CreateScriptCompilation(name, tree, compiledAgainst, options, returnType: typeof(object));
        return alone.WithScriptCompilationInfo(alone.ScriptCompilationInfo!.WithPreviousScriptCompilation(previous));
    }

    private CompiledCell? TryCompile(
        CellSource source, CancellationToken cancellation, out IEnumerable<Diagnostic> diagnostics)
    {
        var compilation = Create(source, references.Current);
        var assembly = new MemoryStream();
        var symbols = new MemoryStream();
        if (!HasCode(compilation))
        {
            diagnostics = compilation.GetDiagnostics(cancellation);
            return diagnostics.Any(IsError) ? null : new CompiledCell(compilation, source, null, null, []);
        }

        var result = compilation.Emit(assembly, symbols, options: emitOptions, cancellationToken: cancellation);
        diagnostics = result.Diagnostics;
        if (!result.Success)
        {
            return null;
        }

        assembly.Position = 0;
        symbols.Position = 0;
        var shown = source.TrailingExpression?.Span; // a task that is the cell's result is not forgotten
        var warnings = result.Diagnostics
            .Where(diagnostic => asyncWarnings.Contains(diagnostic.Id) && diagnostic.Location.SourceSpan != shown)
            .Select(diagnostic => CompilationFailedException.Line(diagnostic, source));
        return new CompiledCell(compilation, source, assembly, symbols, [.. warnings]);
    }
}
