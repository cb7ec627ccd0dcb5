using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Workers.CSharp.Core.Errors;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;
using Microsoft.DotNet.Interactive.Jupyter.Formatting;

namespace AsyncWorkbook.Workers.CSharp.Core.Formatting;

/// <summary>
/// Formatters for the types whose properties are the runtime's business: in full, an exception takes 58 kB, a process
/// 400 kB, and reading a semaphore's properties makes a wait handle.
/// </summary>
internal static class ConciseFormatters
{
    private static readonly HashSet<ITypeFormatter> own = [];
    private static readonly Lock gate = new();

    /// <summary>The formatters that cells and their libraries have registered.</summary>
    public static IEnumerable<ITypeFormatter> RegisteredByUser =>
        Formatter.RegisteredFormatters(includeDefaults: false).Where(formatter => !own.Contains(formatter));

    /// <summary>Registers them unless they are; <see cref="Formatter.ResetToDefault"/> in a cell forgets them.</summary>
    public static void Register()
    {
        lock (gate)
        {
            BoundedFormatters.Limit();
            if (own.Count > 0 && Formatter.RegisteredFormatters(includeDefaults: false).Any(own.Contains))
            {
                return;
            }

            own.Clear();
            foreach (var (mimeType, format) in BoundedFormatters.Create())
            {
                Formatter.Register(format, mimeType);
                Remember();
            }

            Add<Exception>(exception => string.Join("\n", ExceptionText.Lines(exception)));
            Add<Delegate>(function => TypeName(function.GetType()));
            Add<MethodBase>(MemberText);
            Add<PropertyInfo>(MemberText);
            Add<FieldInfo>(MemberText);
            Add<EventInfo>(MemberText);
            Add<Assembly>(assembly => assembly.GetName().Name ?? "");
            Add<Task>(TaskText);
            Add<ValueTask>(task => TaskText(task.AsTask()));
            Add<CancellationToken>(token => token.IsCancellationRequested ? "cancelled" : "not cancelled");
            Add<CancellationTokenSource>(source => source.IsCancellationRequested ? "cancelled" : "not cancelled");
            Add<SemaphoreSlim>(semaphore => $"SemaphoreSlim: {semaphore.CurrentCount} free");
            Add<WaitHandle>(handle => TypeName(handle.GetType()));
            Add<Thread>(thread => $"Thread {thread.ManagedThreadId} {thread.Name}".TrimEnd());
            Add<Process>(process => $"Process {process.Id}");
            Add<HttpMessageInvoker>(client => TypeName(client.GetType()));
            Add<JsonNode>(node => node.ToJsonString());
            Add<JsonDocument>(MimeBundle.PlainText, document => document.RootElement.GetRawText());
            AddLatex<LaTeXString>();
            AddLatex<MathString>();
            Add<TabularDataResource>(MimeBundle.PlainText, PlainTable.Of);
        }
    }

    /// <summary>Text as Formatting shows it in HTML.</summary>
    public static string Preformatted(string text) =>
        $"<div class=\"dni-plaintext\"><pre>{WebUtility.HtmlEncode(text)}</pre></div>";

    /// <summary>The name of a type without its namespace, with its type arguments.</summary>
    public static string TypeName(Type type) => !type.IsGenericType
        ? type.Name
        : $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>";

    private static void Add<T>(Func<T, string> text)
    {
        Add<T>(MimeBundle.PlainText, text);
        Add<T>(MimeBundle.Html, value => Preformatted(text(value)));
    }

    private static void AddLatex<T>()
    {
        Add<T>(MimeBundle.Latex, text => $"{text}");
        Add<T>(MimeBundle.PlainText, text => $"{text}");
        Formatter.SetPreferredMimeTypesFor(typeof(T), MimeBundle.Latex);
    }

    private static void Add<T>(string mimeType, Func<T, string> text)
    {
        Formatter.Register(text, mimeType);
        Remember();
    }

    private static void Remember() =>
        own.Add(Formatter.RegisteredFormatters(includeDefaults: false).First()); // a stack: the newest comes first

    /// <summary>The name of a task's type: async methods make subclasses of their own.</summary>
    public static (string Name, Type Type, bool HasValue) TaskType(Task task)
    {
        var type = task.GetType();
        while (type.IsGenericType ? type.GetGenericTypeDefinition() != typeof(Task<>) : type != typeof(Task))
        {
            type = type.BaseType!;
        }

        var hasValue = type.IsGenericType && type.GetGenericArguments()[0].Name != "VoidTaskResult"; // of async Task methods
        return (hasValue ? TypeName(type) : "Task", type, hasValue);
    }

    private static string TaskText(Task task)
    {
        var (name, type, hasValue) = TaskType(task);
        if (task.IsFaulted)
        {
            var error = task.Exception.InnerException!;
            return $"{name}: Faulted, {error.GetType().Name}: {error.Message}";
        }

        return hasValue && task.IsCompletedSuccessfully
            ? $"{name}: {task.Status}, {type.GetProperty("Result")!.GetValue(task).ToDisplayString(MimeBundle.PlainText)}"
            : $"{name}: {task.Status}";
    }

    private static string MemberText(MemberInfo member) => $"{member.DeclaringType?.Name}.{member.Name}";
}
