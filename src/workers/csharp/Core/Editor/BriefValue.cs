using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Core.Editor;

/// <summary>A value in a line, for a list of variables. Reads fields and the runtime's own collections: runs no user code.</summary>
internal static class BriefValue
{
    private const int mostCharacters = 100;
    private const int mostItems = 5;
    private const int deepest = 2;

    private static readonly FrozenDictionary<Type, string> keywords = new Dictionary<Type, string>
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    }.ToFrozenDictionary();

    /// <summary>The name of a type as it is written in C#, without namespaces.</summary>
    public static string TypeName(Type type)
    {
        if (keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{TypeName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return TypeName(underlying) + "?";
        }

        if (IsAnonymous(type))
        {
            return "(anonymous type)";
        }

        var arguments = type.GetGenericArguments().Select(TypeName);
        return !type.IsGenericType ? type.Name
            : type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) ? $"({string.Join(", ", arguments)})"
            : $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>";
    }

    /// <summary>The value in a line of limited length.</summary>
    public static string Of(object? value)
    {
        var text = Text(value, deepest).ReplaceLineEndings(" ");
        return text.Length <= mostCharacters ? text : text[..(mostCharacters - 1)] + "…";
    }

    private static string Text(object? value, int depth) => value switch
    {
        null => "null",
        string text => $"\"{(text.Length > mostCharacters ? text[..mostCharacters] : text)}\"",
        char letter => $"'{letter}'",
        bool truth => truth ? "true" : "false",
        Enum => value.ToString()!,
        Type type => TypeName(type),
        Exception error => TypeName(error.GetType()),
        Task task => $"{ConciseFormatters.TaskType(task).Name}: {task.Status}",
        Delegate => TypeName(value.GetType()),
        IFormattable number when IsOfTheRuntime(value) => number.ToString(null, CultureInfo.CurrentCulture),
        IDictionary entries when IsOfTheRuntime(value) => Items(entries.Count, () => Entries(entries, depth - 1), depth),
        ICollection collection when IsOfTheRuntime(value) => Items(
            collection.Count, () => collection.Cast<object?>().Select(item => Text(item, depth - 1)), depth),
        _ => IsOfTheRuntime(value) && !IsTuple(value) ? TypeName(value.GetType()) : Fields(value, depth),
    };

    private static bool IsOfTheRuntime(object value) =>
        WorkerAssemblies.Has(value.GetType().Assembly.GetName().Name ?? "") && !IsTuple(value);

    private static bool IsAnonymous(Type type) => type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    private static bool IsTuple(object value) => value is System.Runtime.CompilerServices.ITuple;

    private static string Items(int count, Func<IEnumerable<string>> items, int depth)
    {
        var shown = depth == 0 ? [] : items().Take(mostItems).ToList();
        return shown.Count == count ? $"[{string.Join(", ", shown)}]" : $"[{string.Concat(shown.Select(item => item + ", "))}…] ({count} items)";
    }

    private static IEnumerable<string> Entries(IDictionary entries, int depth)
    {
        var each = entries.GetEnumerator();
        while (each.MoveNext())
        {
            yield return $"{Text(each.Key, depth)}: {Text(each.Value, depth)}";
        }
    }

    private static string Fields(object value, int depth)
    {
        var type = value.GetType();
        var isTuple = IsTuple(value);
        if (!isTuple && !IsAnonymous(type) && type.Name.StartsWith('<') && type.GetInterfaces() is [var sequence, ..])
        {
            return TypeName(sequence); // of an iterator
        }

        if (depth == 0)
        {
            return TypeName(type);
        }

        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => isTuple || field.IsPublic || field.Name.StartsWith('<'))
            .Take(mostItems)
            .Select(field => (Name: field.Name.TrimStart('<').Split('>')[0], Text: Text(field.GetValue(value), depth - 1)))
            .Select(field => isTuple ? field.Text : $"{field.Name} = {field.Text}");
        var name = IsAnonymous(type) ? "" : TypeName(type) + " ";
        return isTuple ? $"({string.Join(", ", fields)})" : $"{name}{{ {string.Join(", ", fields)} }}";
    }
}
