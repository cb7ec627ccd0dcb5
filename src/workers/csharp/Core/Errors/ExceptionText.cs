using System.Diagnostics;
using System.Reflection;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Core.Errors;

/// <summary>An exception in the reader's words: its type, its message and the lines of the reader's own code.</summary>
internal static class ExceptionText
{
    private const int deepestNesting = 10;
    private const int mostFrames = 30;
    private const int lastFrames = 5;

    // What Formatting stumbles over where a type has no such form; it says so, but not what that means.
    private const string noForm = "Microsoft.DotNet.Interactive.Formatting.NonDestructurer";

    /// <summary>The lines of <paramref name="exception"/> and of the exceptions inside it.</summary>
    public static IEnumerable<string> Lines(Exception exception) =>
        exception is CompilationFailedException failure ? failure.Lines : Lines(exception, "", deepestNesting);

    /// <summary>The exception that stands for another in what the reader sees: mostly itself.</summary>
    public static Exception Told(Exception exception) =>
        exception is TargetInvocationException { InnerException: InvalidCastException cast } && cast.Message.Contains(noForm, StringComparison.Ordinal)
            ? new NotSupportedException("The value cannot be shown in the form that was asked for: its type has no formatter for it. Formatter.Register adds one.")
            : exception;

    /// <summary>The name of a type as its author wrote it: types of cells are nested in a class of the engine's.</summary>
    public static string NameOf(Type type)
    {
        var name = (type.FullName ?? type.Name).Replace('+', '.');
        return ScriptCompiler.IsCell(type.Assembly) ? name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] : name;
    }

    /// <summary>The frames of user code, innermost first, each as <c>at [method in] file: line n</c>.</summary>
    public static IEnumerable<string> Frames(Exception exception)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        string? last = null;
        foreach (var frame in frames)
        {
            if (Describe(frame) is { } text && text != last)
            {
                yield return text;
                last = text;
            }
        }
    }

    private static IEnumerable<string> Lines(Exception exception, string indent, int depth)
    {
        var told = Told(exception);
        var message = told.Message.ReplaceLineEndings("\n" + indent);
        yield return $"{indent}{NameOf(told.GetType())}: {message}";
        var frames = Frames(exception).ToList();
        foreach (var (at, frame) in frames.Index())
        {
            if (frames.Count <= mostFrames || at < mostFrames - lastFrames || at >= frames.Count - lastFrames)
            {
                yield return $"{indent}   {frame}";
            }
            else if (at == mostFrames - lastFrames)
            {
                yield return $"{indent}   ... ({frames.Count - mostFrames} more)"; // of code that called itself too often
            }
        }

        var inner = exception is AggregateException aggregate ? [.. aggregate.InnerExceptions]
            : exception.InnerException is { } one ? new[] { one } : [];
        if (depth == 0 || told != exception)
        {
            yield break;
        }

        foreach (var line in inner.SelectMany(e => Lines(e, indent + "      ", depth - 1).Select((text, i) =>
            i == 0 ? $"{indent} ---> {text.TrimStart()}" : text)))
        {
            yield return line;
        }
    }

    private static string? Describe(StackFrame frame)
    {
        if (frame.GetMethod() is not { DeclaringType: { } type } method || WorkerAssemblies.Has(type.Assembly.GetName().Name ?? ""))
        {
            return null;
        }

        var name = UserName(method, type);
        var file = frame.GetFileName();
        return (name, file) switch
        {
            (null, null) => null,
            (null, _) => $"at {file}: line {frame.GetFileLineNumber()}",
            (_, null) => $"at {name}",
            _ => $"at {name} in {file}: line {frame.GetFileLineNumber()}",
        };
    }

    /// <summary>The method as its author wrote it, or null for the top level of a cell.</summary>
    private static string? UserName(MethodBase method, Type type)
    {
        // Compiler-made names hold the author's in angle brackets: <Work>d__3.MoveNext, <Main>g__Local|0_0, <M>b__1.
        var made = method.Name == "MoveNext" && type.Name.StartsWith('<') ? type.Name : method.Name;
        var owner = made == type.Name || type.Name.StartsWith('<') ? type.DeclaringType : type;
        var local = made.IndexOf("g__", StringComparison.Ordinal);
        if (local > 0)
        {
            return made[(local + 3)..].Split('|')[0];
        }

        if (made.StartsWith('<'))
        {
            var isLambda = made.Contains(">b__", StringComparison.Ordinal);
            made = made[1..made.LastIndexOf('>')];
            if (made is "<Initialize>" or "<Factory>" || made.StartsWith("<<Initialize>", StringComparison.Ordinal))
            {
                return isLambda ? "a lambda" : null;
            }

            made = isLambda ? $"a lambda of {made.Trim('<', '>')}" : made;
        }

        var isTopLevel = owner is null || (owner.DeclaringType is null && ScriptCompiler.IsCell(owner.Assembly));
        return isTopLevel || made.Contains(' ', StringComparison.Ordinal)
            ? made
            : $"{NameOf(owner!)}.{(made == ".ctor" ? "new" : made)}";
    }
}
