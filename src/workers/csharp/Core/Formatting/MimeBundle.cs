using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Workers.CSharp.Core.Formatting;

/// <summary>One value in several forms, by mime type; always with <c>text/plain</c>.</summary>
internal sealed class MimeBundle : Dictionary<string, string>
{
    public const string Html = "text/html";
    public const string PlainText = "text/plain";
    public const string Latex = "text/latex";

    /// <summary>What is told besides the forms: an object, or nothing.</summary>
    public JsonElement Metadata { get; set; }

    /// <summary>Formats a value.</summary>
    /// <param name="value">Any value, also null.</param>
    /// <param name="mimeTypes">The forms wanted; if empty, those that suit the type.</param>
    public static MimeBundle Of(object? value, IReadOnlyCollection<string>? mimeTypes = null)
    {
        ConciseFormatters.Register();
        if (mimeTypes is null or { Count: 0 } && XPlotChart.Of(value) is { } chart)
        {
            return chart;
        }

        var bundle = new MimeBundle();
        var wanted = mimeTypes is { Count: > 0 } ? mimeTypes : MimeTypesFor(value);
        foreach (var mimeType in wanted.Append(PlainText).Distinct())
        {
            bundle[mimeType] = Text(value, mimeType);
        }

        return bundle;
    }

    /// <summary>Completes the forms that a value has been given already.</summary>
    /// <param name="value">The value, or null if only its forms are known.</param>
    /// <param name="formatted">The forms.</param>
    public static MimeBundle Of(object? value, IReadOnlyCollection<FormattedValue> formatted)
    {
        var bundle = new MimeBundle();
        foreach (var form in formatted)
        {
            bundle[form.MimeType] = WithPlainTypeNames(WithoutGlobalStyle(form.Value));
        }

        // Without other wishes a value is shown in the forms that its type prefers: then also in ours.
        if (bundle.Keys.ToHashSet().SetEquals(Formatter.GetPreferredMimeTypesFor(value?.GetType() ?? typeof(object))))
        {
            if (XPlotChart.Of(value) is { } chart)
            {
                return chart;
            }

            foreach (var mimeType in MimeTypesFor(value).Where(mimeType => !bundle.ContainsKey(mimeType)))
            {
                bundle[mimeType] = Text(value, mimeType);
            }
        }

        if (!bundle.ContainsKey(PlainText))
        {
            bundle[PlainText] = value is null && formatted.Count == 1 && formatted.First() is var only && !IsNull(only)
                ? only.Value // nobody has said what it is a form of
                : Text(value, PlainText);
        }

        return bundle;
    }

    /// <summary>Formats a value in one form.</summary>
    /// <exception cref="NotSupportedException">The value has no such form.</exception>
    public static string Text(object? value, string mimeType)
    {
        if (mimeType == Html && value is int or long or double or bool && !IsFormattedByUser(value, Html))
        {
            return ConciseFormatters.Preformatted(Text(value, PlainText)); // the same as below, without the 0.1 s that "dynamic" takes to start
        }

        try
        {
            return WithPlainTypeNames(WithoutGlobalStyle(value.ToDisplayString(mimeType)));
        }
        catch (TargetInvocationException error) when (Cause(error) is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause); // of a sequence that throws while it is shown
            throw;
        }
        catch (TargetInvocationException error)
        {
            // Formatting itself fails, which it does with forms that a type does not have.
            return mimeType switch
            {
                PlainText => $"{value}",
                Html => ConciseFormatters.Preformatted($"{value}"),
                _ => throw new NotSupportedException(
                    $"A value of type {ConciseFormatters.TypeName(value!.GetType())} has no form {mimeType}.", error),
            };
        }
    }

    /// <summary>What user code threw while Formatting went through a sequence; null if Formatting threw it itself.</summary>
    public static Exception? Cause(TargetInvocationException error)
    {
        Exception cause = error;
        while (cause is TargetInvocationException { InnerException: { } inner })
        {
            cause = inner;
        }

        // Formatting's last frame is what it invoked: in the second case what makes a formatter.
        var invoked = new StackTrace(cause).GetFrames().Select(frame => frame.GetMethod())
            .LastOrDefault(method => method?.DeclaringType?.Assembly == typeof(Formatter).Assembly);
        return invoked?.Name.StartsWith("Create", StringComparison.Ordinal) == false ? cause : null;
    }

    /// <summary>Writes the fields <c>data</c> and <c>metadata</c>.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("data");
        foreach (var (mimeType, text) in this)
        {
            if (IsJson(mimeType) && TryParse(text) is { } parsed)
            {
                json.WritePropertyName(mimeType);
                using (parsed)
                {
                    parsed.WriteTo(json);
                }
            }
            else
            {
                json.WriteString(mimeType, text);
            }
        }

        json.WriteEndObject();
        json.WritePropertyName("metadata");
        if (Metadata.ValueKind == JsonValueKind.Object)
        {
            Metadata.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
    }

    private static HashSet<string> MimeTypesFor(object? value)
    {
        var type = value?.GetType() ?? typeof(object);
        var wanted = Formatter.GetPreferredMimeTypesFor(type).ToHashSet();
        foreach (var formatter in ConciseFormatters.RegisteredByUser)
        {
            if (formatter.Type.IsAssignableFrom(type))
            {
                wanted.Add(formatter.MimeType);
            }
        }

        if (wanted.Any(mimeType => mimeType is not (PlainText or Latex)))
        {
            wanted.Add(Html); // for hosts that do not know the others
        }

        return wanted;
    }

    private static bool IsNull(FormattedValue form) =>
        form.MimeType == Html && form.Value == ((object?)null).ToDisplayString(Html);

    private static bool IsFormattedByUser(object value, string mimeType) => ConciseFormatters.RegisteredByUser
        .Any(formatter => formatter.MimeType == mimeType && formatter.Type.IsInstanceOfType(value));

    // Formatting ends most results in rules for every table of the page. The page ships its own, scoped.
    private static string WithoutGlobalStyle(string text)
    {
        const string End = "</style>";
        var start = text.EndsWith(End, StringComparison.Ordinal) ? text.LastIndexOf("<style>", StringComparison.Ordinal) : -1;
        return start >= 0 && text.IndexOf(".dni-code-hint", start, StringComparison.Ordinal) > 0 ? text[..start] : text;
    }

    // To the runtime, types of cells are nested in a class of the worker's.
    private static string WithPlainTypeNames(string text) =>
        AnonymousTypes.Rename(text.Replace(ScriptCompiler.ClassPrefix, "", StringComparison.Ordinal));

    private static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null; // DisplayAs takes any text: show what the cell wrote
        }
    }
}
