using System.Collections;
using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Workers.CSharp.Core.Formatting;

/// <summary>
/// Formatters in front of Formatting's own for all types. Below its recursion limit Formatting goes through sequences for
/// as long as they hold others, which one that holds itself does for ever; so these end one level above it, and when the
/// text is long. They also write the types as tables and text for which Formatting has only the compiler's names.
/// </summary>
internal static class BoundedFormatters
{
    private const string summary = "text/plain+summary";
    private const int longestTree = 200_000; // characters, after which only leaves follow: 20 items to the power of 6 levels never end
    private const int deepestLeaf = 2; // sequences in sequences in one line
    private const int longestSummary = 300; // characters, Formatting's own number

    private static readonly Func<Type, string, IEnumerable<ITypeFormatter>, ITypeFormatter?> find =
        typeof(Formatter).GetMethod("TryFindPreferredFormatter", BindingFlags.Static | BindingFlags.NonPublic)!
            .CreateDelegate<Func<Type, string, IEnumerable<ITypeFormatter>, ITypeFormatter?>>();

    private static readonly ConcurrentDictionary<(Type Type, string MimeType), ITypeFormatter> defaults = new();

    /// <summary>Types whose text is endless. To find out costs seconds, so it is found out once.</summary>
    private static readonly ConcurrentDictionary<Type, bool> endless = new();

    private static int levels; // that cells have asked for, or Formatting's own number

    /// <summary>All of them; after Formatting was reset, new ones must be registered.</summary>
    public static IEnumerable<(string MimeType, FormatDelegate<object> Format)> Create()
    {
        defaults.Clear();
        yield return (MimeBundle.PlainText, WriteText);
        yield return (MimeBundle.Html, WriteHtml);
        yield return (summary, WriteSummary);
    }

    /// <summary>Keeps Formatting's own limit one level below ours, which is the one that a cell sets.</summary>
    public static void Limit()
    {
        if (Formatter.RecursionLimit != levels + 1)
        {
            levels = Formatter.RecursionLimit;
            Formatter.RecursionLimit = levels + 1;
        }
    }

    private static bool WriteText(object? value, FormatContext context)
    {
        if (LeafAt(value, context) is { } leaf)
        {
            return Write(context, leaf);
        }

        return value switch
        {
            _ when IsJson(value) => Write(context, $"{value}"),
            _ when RowsAndColumns.Of(value) is { } table => Write(context, PlainTable.Of(table)),
            IEnumerable sequence and not string => WriteSequence(sequence, context),
            _ => WriteDefault(value, context, MimeBundle.PlainText),
        };
    }

    private static bool WriteHtml(object? value, FormatContext context)
    {
        if (LeafAt(value, context) is { } leaf)
        {
            return Write(context, WebUtility.HtmlEncode(leaf));
        }

        return IsJson(value) ? Write(context, ConciseFormatters.Preformatted($"{value}"))
            : RowsAndColumns.Of(value) is { } table ? WriteDefault(table, context, MimeBundle.Html)
            : WriteDefault(value, context, MimeBundle.Html);
    }

    private static bool WriteSummary(object? value, FormatContext context)
    {
        if (value is IEnumerable and not string && !HoldsSimpleValues(value.GetType()))
        {
            return Write(context, Leaf(value, deepestLeaf));
        }

        if (value is null or string or IEnumerable or Type || TextOf(value) is not { } text)
        {
            return WriteDefault(value, context, summary);
        }

        text = text.Trim().ReplaceLineEndings("\\n");
        return Write(context, text.Length <= longestSummary ? text : text[..longestSummary] + "...");
    }

    private static bool Write(FormatContext context, string text)
    {
        context.Writer.Write(text);
        return true;
    }

    private static bool WriteDefault(object? value, FormatContext context, string mimeType) =>
        defaults.GetOrAdd((value?.GetType() ?? typeof(object), mimeType), static key =>
        {
            Formatter.GetPreferredMimeTypesFor(key.Type); // registers the formatters that the type brings along
            var users = Formatter.RegisteredFormatters(includeDefaults: false).Count();
            return find(key.Type, key.MimeType, Formatter.RegisteredFormatters().Skip(users))
                ?? throw new NotSupportedException($"Formatting has no {key.MimeType} for {key.Type}.");
        }).Format(value!, context);

    private static string? LeafAt(object? value, FormatContext context) =>
        value is null ? null
        : context.Writer is StringWriter text && text.GetStringBuilder().Length > longestTree ? Leaf(value, depth: 0)
        : context.Depth > levels ? Leaf(value, deepestLeaf)
        : null;

    /// <summary>A value in one line, and at most some levels of it.</summary>
    private static string Leaf(object? value, int depth)
    {
        if (value is not IEnumerable sequence || value is string)
        {
            return value is null ? Formatter.NullString : TextOf(value) ?? ConciseFormatters.TypeName(value.GetType());
        }

        if (depth == 0)
        {
            return "[ ... ]";
        }

        var items = sequence.Cast<object?>().Take(Formatter.ListExpansionLimit).Select(item => Leaf(item, depth - 1)).ToList();
        var more = items.Count < Formatter.ListExpansionLimit ? ""
            : sequence is not ICollection { Count: var count } ? " ... (more)"
            : count > items.Count ? $" ... ({count - items.Count} more)" : "";
        return $"[ {string.Join(", ", items)}{more} ]";
    }

    /// <summary>What <c>ToString</c> gives; null if it fails, as that of a record does that holds itself.</summary>
    private static string? TextOf(object value)
    {
        var type = value.GetType();
        if (endless.ContainsKey(type))
        {
            return ConciseFormatters.TypeName(type);
        }

        try
        {
            return $"{value}";
        }
        catch (InsufficientExecutionStackException)
        {
            endless[type] = true;
            return ConciseFormatters.TypeName(type);
        }
        catch (Exception error) when (error is not OperationCanceledException) // user code throws anything
        {
            return null;
        }
    }

    /// <summary>A sequence; where its type is LINQ's own or the compiler's, or a wrapper of Formatting's, under a name that its reader knows.</summary>
    private static bool WriteSequence(IEnumerable sequence, FormatContext context)
    {
        var type = sequence.GetType();
        var written = (context.Writer as StringWriter)?.GetStringBuilder() ?? new StringBuilder();
        var start = written.Length;
        var isMade = type.Name.StartsWith('<') && !type.IsArray; // by the compiler
        var isDone = isMade
            ? SequenceFormatter(type).Format(sequence, context) // the default shows the properties, of which there are none
            : WriteDefault(sequence, context, MimeBundle.PlainText);
        var item = ItemType(type);
        var name = item is null ? "Iterator<" : type.Name.Split('`')[0];
        var end = start;
        while (end < written.Length && written[end] is not ('\r' or '\n'))
        {
            end++;
        }

        if ((item is null || !type.IsVisible || isMade) && !type.IsArray && end < written.Length && written.ToString(start, end - start).Contains(name, StringComparison.Ordinal))
        {
            written.Remove(start, end - start)
                .Insert(start, item is null ? ConciseFormatters.TypeName(type) : $"IEnumerable<{ConciseFormatters.TypeName(item)}>");
        }

        return isDone;
    }

    private static ITypeFormatter SequenceFormatter(Type type) =>
        (ITypeFormatter)typeof(PlainTextFormatter<>).MakeGenericType(type).GetField("Default")!.GetValue(null)!;

    private static Type? ItemType(Type type) => type.GetInterfaces()
        .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static bool HoldsSimpleValues(Type type) =>
        (type.IsArray ? type.GetElementType() : ItemType(type)) is { } item && (item.IsPrimitive || item == typeof(string));

    /// <summary>Json.NET's tokens, known by name: each has its parent and root among its properties.</summary>
    private static bool IsJson(object? value)
    {
        for (var type = value?.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == "Newtonsoft.Json.Linq.JToken")
            {
                return true;
            }
        }

        return false;
    }
}
