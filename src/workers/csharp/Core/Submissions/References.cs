using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>
/// What cells are compiled against: a short list that most cells need, the rest on demand, and <c>#r</c>. It only grows.
/// </summary>
internal sealed class References : MetadataReferenceResolver
{
    // Each reference costs time and memory in every cell: with all of the runtime's, twice the time and 100 MB.
    private static readonly string[] usual =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Collections", "System.Linq",
        "System.Threading", "System.Threading.Channels", "System.Threading.Tasks.Parallel", "System.Collections.Concurrent",
        "System.Text.Json",
        "System.Text.RegularExpressions", "System.Net.Http", "System.Net.Primitives", "System.Private.Uri",
        "System.ComponentModel.Primitives", "System.Diagnostics.Process", "System.Runtime.Numerics", "System.Memory",
        "System.Linq.Expressions", "Microsoft.CSharp", "netstandard", "workbook-csharp",
        "Microsoft.AspNetCore.Html.Abstractions", "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.Formatting",
    ];

    private static readonly Lazy<ImmutableArray<MetadataReference>> usualReferences =
        new(() => [.. usual.Where(WorkerAssemblies.Has).Select(name => Of(WorkerAssemblies.Paths[name]))]);

    private static readonly Dictionary<string, PortableExecutableReference> byPath = new(StringComparer.Ordinal);

    private readonly CellLoadContext loadContext;
    private readonly string folder;
    private readonly HashSet<string> userPaths = new(StringComparer.Ordinal);
    private readonly HashSet<MetadataReference> known = [.. usualReferences.Value];
    private ImmutableArray<MetadataReference> current = usualReferences.Value;

    /// <param name="loadContext">Loads what <c>#r</c> names.</param>
    /// <param name="folder">The notebook's folder: relative paths start here.</param>
    public References(CellLoadContext loadContext, string folder)
    {
        this.loadContext = loadContext;
        this.folder = folder;
    }

    /// <summary>The list that a cell gets now.</summary>
    public ImmutableArray<MetadataReference> Current => current;

    /// <summary>That, and everything that the process runs on.</summary>
    public ImmutableArray<MetadataReference> WithAll => [.. current.Union(WorkerAssemblies.Paths.Values.Select(Of))];

    public override bool ResolveMissingAssemblies => true;

    /// <summary>Finds the same for code that an editor asks about; such code adds nothing for later cells.</summary>
    public MetadataReferenceResolver WithoutTrace => new Finder(this);

    /// <summary>Gives later cells these, too.</summary>
    public void Add(IEnumerable<MetadataReference> references) => current = [.. current, .. references.Where(known.Add)];

    /// <summary>Loads the assemblies of a cell's <c>#r</c> lines.</summary>
    /// <exception cref="CompilationFailedException">One is missing, is not an assembly, or is another version.</exception>
    public void Load(CellSource source)
    {
        foreach (var directive in source.Root.GetReferenceDirectives().Where(d => d.IsActive && !d.File.IsMissing))
        {
            try
            {
                Load(directive.File.ValueText);
            }
            catch (Exception error) when (error is IOException or BadImageFormatException or NotSupportedException)
            {
                throw new CompilationFailedException(error.Message, source.PositionInCell(directive.SpanStart));
            }
        }
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        Find(reference) is { } path ? [Added(path)] : [];

    /// <summary>Finds what a library that a cell loaded refers to. The runtime's own references are left alone.</summary>
    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (definition is not PortableExecutableReference { Display: { } from } || !userPaths.Contains(from))
        {
            return null;
        }

        if (WorkerAssemblies.Paths.TryGetValue(referenceIdentity.Name, out var own))
        {
            return Added(own);
        }

        if (loadContext.PathOf(referenceIdentity.Name) is not { } path)
        {
            return null;
        }

        userPaths.Add(path);
        return Added(path);
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private void Load(string reference)
    {
        if (reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotSupportedException(
                $"#r \"{reference}\": a line that loads a package begins with #r, without blanks before it.");
        }

        var path = Find(reference) ?? throw new FileNotFoundException(
            $"#r \"{reference}\": there is no such file; looked for {Path.GetFullPath(reference, folder)}.");
        if (WorkerAssemblies.Has(Path.GetFileNameWithoutExtension(path)))
        {
            return; // the worker's own stands in for it
        }

        loadContext.LoadLibrary(path);
        userPaths.Add(path);
    }

    private string? Find(string reference)
    {
        var path = Path.GetFullPath(reference, folder);
        if (WorkerAssemblies.Paths.TryGetValue(Path.GetFileNameWithoutExtension(path), out var own))
        {
            return own;
        }

        // A bare name such as System.Xml means the runtime's.
        return File.Exists(path) ? path : WorkerAssemblies.Paths.GetValueOrDefault(reference);
    }

    private PortableExecutableReference Added(string path)
    {
        var reference = Of(path);
        Add([reference]);
        return reference;
    }

    private static PortableExecutableReference Of(string path)
    {
        lock (byPath)
        {
            if (!byPath.TryGetValue(path, out var reference))
            {
                // Not CreateFromFile, which keeps the libraries' code in memory, too.
                var module = ModuleMetadata.CreateFromStream(WorkerAssemblies.Open(path), PEStreamOptions.PrefetchMetadata);
                // Nor with a file path, or the debug information of every cell would tell what is in that file.
                reference = AssemblyMetadata.Create(module).GetReference(display: path);
                byPath.Add(path, reference);
            }

            return reference;
        }
    }

    private sealed class Finder(References references) : MetadataReferenceResolver
    {
        public override ImmutableArray<PortableExecutableReference> ResolveReference(
            string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
            references.Find(reference) is { } path ? [Of(path)] : [];

        public override bool Equals(object? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
