using System.Reflection;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>
/// The cells that have run, in order, with their variables. While one runs, it may submit others, on any thread: they come
/// before it.
/// </summary>
internal sealed class SubmissionChain
{
    private const BindingFlags declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Lock gate = new();
    private readonly CellLoadContext loadContext = new();
    private readonly ScriptCompiler compiler;
    private readonly List<object?> submissions = [null]; // slot 0 belongs to a host object, which we do not have

    /// <param name="folder">The notebook's folder.</param>
    public SubmissionChain(string folder) => compiler = new ScriptCompiler(new References(loadContext, folder));

    /// <inheritdoc cref="ScriptCompiler.Compile"/>
    public CompiledCell Compile(CellSource source, CancellationToken cancellation)
    {
        lock (gate)
        {
            return compiler.Compile(source, cancellation);
        }
    }

    /// <inheritdoc cref="ScriptCompiler.Understand"/>
    public CSharpCompilation Understand(SyntaxTree tree, bool withAll = false) => compiler.Understand(tree, withAll);

    /// <summary>Whether a library that cells have loaded is built on that assembly.</summary>
    public bool LibrariesReferTo(string assembly) => loadContext.LibrariesReferTo(assembly);

    /// <summary>Loads an assembly that cells do not refer to, if none of its name is loaded.</summary>
    public Assembly LoadExtension(string path) => loadContext.LoadExtension(path);

    /// <summary>Loads a compiled cell.</summary>
    public LoadedCell Load(CompiledCell cell)
    {
        if (cell.Assembly is null)
        {
            return new LoadedCell(cell, static _ => Task.FromResult<object?>(null), []);
        }

        var entry = cell.Compilation.GetEntryPoint(CancellationToken.None)!;
        var method = loadContext.LoadSubmission(cell.Assembly, cell.Symbols!)
            .GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, declared)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        lock (gate)
        {
            return new LoadedCell(cell, method, [.. submissions, null]); // its own copy: what it submits is not in its way
        }
    }

    /// <summary>Runs a compiled cell and takes it into the chain, also one that fails.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="interruption">What stops it.</param>
    /// <param name="byForce">Whether also by force; not where it runs within another.</param>
    /// <returns>Its value.</returns>
    public async Task<object?> RunAsync(CompiledCell cell, Interruption interruption, bool byForce)
    {
        var loaded = Load(cell);
        var failed = true;
        try
        {
            Task<object?>? running = null;
            interruption.Run(() => running = loaded.StartAsync(), byForce);
            var value = await running!.WaitAsync(interruption.Abandoned);
            interruption.Requested.ThrowIfCancellationRequested(); // what it awaited may have ended for that
            failed = false;
            return value;
        }
        finally
        {
            Keep(loaded, failed);
        }
    }

    /// <summary>
    /// Takes a cell that has run into the chain, also one that failed: what it had assigned by then stays.
    /// What it had not is not lost either: a variable that it meant to declare anew keeps its earlier value.
    /// </summary>
    public void Keep(LoadedCell cell, bool failed)
    {
        lock (gate)
        {
            if (cell.Compiled.Assembly is null)
            {
                compiler.Keep(cell.Compiled);
                return;
            }

            if (cell.Submission is not { } submission)
            {
                return; // stopped before it began
            }

            if (failed)
            {
                KeepEarlierValues(submission);
            }

            if (compiler.Keep(cell.Compiled))
            {
                submissions.Add(submission);
            }
        }
    }

    /// <summary>Finds the latest variable of that name.</summary>
    public bool TryGetVariable(string name, out object? value)
    {
        lock (gate)
        {
            for (var i = submissions.Count - 1; i > 0; i--)
            {
                if (submissions[i]!.GetType().GetField(name, declared) is { } field)
                {
                    value = field.GetValue(submissions[i]);
                    return true;
                }
            }
        }

        value = null;
        return false;
    }

    /// <summary>The variables that later cells see, by name; of those that were declared twice the latest.</summary>
    public IEnumerable<(string Name, Type Type, object? Value)> Variables() =>
        Latest()
            .SelectMany(
                submission => submission.GetType().GetFields(declared).Where(IsVariable),
                (submission, field) => (field.Name, field.FieldType, field.GetValue(submission)))
            .DistinctBy(variable => variable.Name)
            .OrderBy(variable => variable.Name, StringComparer.Ordinal);

    /// <summary>Declares a variable for the following cells.</summary>
    /// <param name="name">A C# identifier, with <c>@</c> in front if it is a keyword.</param>
    /// <param name="type">How the type is written in C#.</param>
    /// <param name="value">Its value, of that type.</param>
    public void Declare(string name, string type, object? value)
    {
        var cell = Compile(new CellSource($"{type} {name};", "shared", 1), CancellationToken.None);
        var loaded = Load(cell);
        loaded.StartAsync().GetAwaiter().GetResult(); // a declaration alone: nothing to wait for
        var submission = loaded.Submission!;
        submission.GetType().GetField(name.TrimStart('@'), declared)!.SetValue(submission, value);
        Keep(loaded, failed: false);
    }

    private List<object> Latest()
    {
        lock (gate)
        {
            return [.. submissions.OfType<object>().Reverse()];
        }
    }

    private void KeepEarlierValues(object submission)
    {
        foreach (var field in submission.GetType().GetFields(declared))
        {
            if (!field.IsInitOnly && !field.IsLiteral && IsVariable(field)
                && IsDefault(field.GetValue(submission), field.FieldType)
                && TryGetVariable(field.Name, out var earlier)
                && (earlier is null || field.FieldType.IsInstanceOfType(earlier)))
            {
                field.SetValue(submission, earlier);
            }
        }
    }

    private static bool IsVariable(FieldInfo field) =>
        !field.Name.Contains('<', StringComparison.Ordinal); // the compiler's own, and the chain itself

    private static bool IsDefault(object? value, Type type) =>
        value is null || (type.IsValueType && value.Equals(Activator.CreateInstance(type)));
}
