using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Core.Sharing;

/// <summary>How a type is written in a cell.</summary>
internal static class TypeText
{
    /// <summary>The type's full name in C#; null if cells cannot name it.</summary>
    public static string? Of(Type type)
    {
        if (type.IsArray)
        {
            return Of(type.GetElementType()!) is { } element ? $"{element}[{new string(',', type.GetArrayRank() - 1)}]" : null;
        }

        var isOfCell = ScriptCompiler.IsCell(type.Assembly);
        if ((!type.IsVisible && !isOfCell) || type.Name.StartsWith('<') || (type.IsGenericType && type.IsNested) || type.IsPointer)
        {
            return null;
        }

        var name = type.FullName!.Split('[')[0].Replace('+', '.').Split('`')[0];
        name = isOfCell ? name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] : "global::" + name;
        if (!type.IsGenericType)
        {
            return name;
        }

        var arguments = type.GetGenericArguments().Select(Of).ToList();
        return arguments.Contains(null) ? null : $"{name}<{string.Join(", ", arguments)}>";
    }
}
