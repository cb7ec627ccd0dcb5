using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncWorkbook.Workers.CSharp.Submissions;

/// <summary>Compiles cells, each on top of the ones before it.</summary>
internal sealed class ScriptCompiler(References references)
{
    private const string unawaitedCall = "CS4014";
    private const string assemblyPrefix = "cell#";

    private static readonly EmitOptions emitOptions = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly CSharpCompilationOptions options = new(
        OutputKind.DynamicallyLinkedLibrary,
        scriptClassName: "cell#", // no identifier: the default, Script, would hide types of that name from cells
        optimizationLevel: OptimizationLevel.Release, // the book measures; a debug build would teach wrong figures
        allowUnsafe: true,
        usings:
        [
            "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks",
            "System.Linq", "Microsoft.DotNet.Interactive.Kernel",
        ],
        concurrentBuild: false, // cells may have starved the thread pool
        metadataReferenceResolver: references,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]);

    private CSharpCompilation? previous;
    private bool withAllReferences;
    private int number;

    /// <summary>Compiles a cell. It becomes part of the chain with <see cref="Keep"/>.</summary>
    /// <exception cref="CompilationFailedException">It does not compile.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public CompiledCell Compile(CellSource source, CancellationToken cancellation)
    {
        references.Load(source);
        number++;
        var cell = TryCompile(source, withAllReferences, cancellation, out var diagnostics);
        if (cell is null && !withAllReferences && !source.Tree.GetDiagnostics(cancellation).Any(IsError))
        {
            // Perhaps it needs an assembly that few cells need.
            cell = TryCompile(source, withAll: true, cancellation, out var better);
            withAllReferences = cell is not null;
            diagnostics = better;
        }

        return cell ?? throw new CompilationFailedException(diagnostics, source);
    }

    /// <summary>Whether an assembly is a compiled cell.</summary>
    public static bool IsCell(Assembly assembly) =>
        assembly.GetName().Name?.StartsWith(assemblyPrefix, StringComparison.Ordinal) == true;

    /// <summary>Makes a cell's declarations visible to the following ones.</summary>
    public void Keep(CompiledCell cell) => previous = cell.Compilation;

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private CompiledCell? TryCompile(
        CellSource source, bool withAll, CancellationToken cancellation, out IEnumerable<Diagnostic> diagnostics)
    {
        var compilation = CSharpCompilation.CreateScriptCompilation(
            assemblyPrefix + number, source.Tree, withAll ? References.All : References.Usual, options, previous, typeof(object));
        var assembly = new MemoryStream();
        var symbols = new MemoryStream();
        if (source.Root.Members.Count == 0)
        {
            // Using directives alone make no code, but they hold for the following cells.
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
            .Where(diagnostic => diagnostic.Id == unawaitedCall && diagnostic.Location.SourceSpan != shown)
            .Select(diagnostic => CompilationFailedException.Line(diagnostic, source));
        return new CompiledCell(compilation, source, assembly, symbols, [.. warnings]);
    }
}
