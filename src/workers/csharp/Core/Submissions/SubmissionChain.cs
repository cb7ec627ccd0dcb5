using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>The cells that have run, in order, with their variables.</summary>
internal sealed class SubmissionChain
{
    private const BindingFlags declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly CellLoadContext loadContext = new();
    private readonly ScriptCompiler compiler;
    private object?[] submissions = new object?[64]; // slot 0 belongs to a host object, which we do not have
    private int count = 1;

    /// <param name="folder">The notebook's folder.</param>
    public SubmissionChain(string folder) => compiler = new ScriptCompiler(new References(loadContext, folder));

    /// <inheritdoc cref="ScriptCompiler.Compile"/>
    public CompiledCell Compile(CellSource source, CancellationToken cancellation) =>
        compiler.Compile(source, cancellation);

    /// <inheritdoc cref="ScriptCompiler.Understand"/>
    public CSharpCompilation Understand(SyntaxTree tree, bool withAll = false) => compiler.Understand(tree, withAll);

    /// <summary>Loads a compiled cell.</summary>
    /// <returns>Starts it: runs it to its first await that suspends, and gives the task of its value.</returns>
    public Func<Task<object?>> Load(CompiledCell cell)
    {
        if (cell.Assembly is null)
        {
            return static () => Task.FromResult<object?>(null);
        }

        var entry = cell.Compilation.GetEntryPoint(CancellationToken.None)!;
        var method = loadContext.LoadSubmission(cell.Assembly, cell.Symbols!)
            .GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, declared)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        if (count == submissions.Length)
        {
            Array.Resize(ref submissions, count * 2);
        }

        var states = submissions;
        return () => method(states);
    }

    /// <summary>
    /// Takes a cell that has run into the chain, also one that failed: what it had assigned by then stays.
    /// What it had not is not lost either: a variable that it meant to declare anew keeps its earlier value.
    /// </summary>
    public void Keep(CompiledCell cell, bool failed)
    {
        if (cell.Assembly is null)
        {
            compiler.Keep(cell);
            return;
        }

        if (submissions[count] is not { } submission)
        {
            return; // stopped before it began
        }

        if (failed)
        {
            KeepEarlierValues(submission);
        }

        if (compiler.Keep(cell))
        {
            count++;
        }
        else
        {
            submissions[count] = null; // the place is the next cell's
        }
    }

    /// <summary>Finds the latest variable of that name.</summary>
    public bool TryGetVariable(string name, out object? value)
    {
        for (var i = count - 1; i > 0; i--)
        {
            if (submissions[i] is { } submission && submission.GetType().GetField(name, declared) is { } field)
            {
                value = field.GetValue(submission);
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The variables that later cells see, by name; of those that were declared twice the latest.</summary>
    public IEnumerable<(string Name, Type Type, object? Value)> Variables() =>
        submissions[1..count].Reverse().OfType<object>()
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
        Load(cell)().GetAwaiter().GetResult(); // a declaration alone: nothing to wait for
        var submission = submissions[count]!;
        submission.GetType().GetField(name.TrimStart('@'), declared)!.SetValue(submission, value);
        Keep(cell, failed: false);
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
