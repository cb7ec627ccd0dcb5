using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncWorkbook.Workers.CSharp.Core.Sharing;

/// <summary>Copies variables out of C# cells and into them, through JSON.</summary>
internal static class SharedValue
{
    /// <summary>The mime type of values that are copied as JSON.</summary>
    public const string Json = "application/json";

    private static readonly JsonSerializerOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IncludeFields = true, // tuples are fields
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(), // whatever a cell has said with AppContext.SetSwitch
    };

    /// <summary>Gives a variable as JSON, or as its text in another form as a JSON string.</summary>
    /// <exception cref="SharingException">There is no such variable, or it cannot be copied.</exception>
    public static JsonElement Get(SubmissionChain chain, string name, string mimeType)
    {
        if (!chain.TryGetVariable(name, out var value))
        {
            throw new SharingException($"C# has no variable '{name}'.");
        }

        if (value is Task)
        {
            throw new SharingException($"'{name}' is a task: share the value that it gives, var value = await {name};.");
        }

        try
        {
            return mimeType == Json
                ? JsonSerializer.SerializeToElement(value, value?.GetType() ?? typeof(object), options)
                : JsonSerializer.SerializeToElement(MimeBundle.Text(value, mimeType), options);
        }
        catch (Exception error) when (error is not OutOfMemoryException) // properties are user code and throw anything
        {
            var type = ConciseFormatters.TypeName(value!.GetType());
            throw new SharingException($"'{name}' ({type}) cannot be copied as {mimeType}: {Reason(error)}", error);
        }
    }

    /// <summary>Declares a variable for the following cells.</summary>
    /// <exception cref="SharingException">The name is none of C#'s.</exception>
    public static void Set(SubmissionChain chain, string name, JsonElement value, string mimeType)
    {
        var (type, copy) = mimeType == Json ? FromJson(value) : ("string", value.ToString());
        chain.Declare(Identifier(name), type, copy);
    }

    /// <summary>Declares a variable that holds an object of this process, no copy.</summary>
    /// <exception cref="SharingException">The name is none of C#'s.</exception>
    public static void Declare(SubmissionChain chain, string name, object? value) =>
        chain.Declare(Identifier(name), value is null ? "object" : TypeText.Of(value.GetType()) ?? "dynamic", value);

    private static string Identifier(string name) =>
        !SyntaxFacts.IsValidIdentifier(name) ? throw new SharingException($"'{name}' is not a name that C# allows for a variable.")
        : SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name
        : name;

    private static string Reason(Exception error) =>
        error is JsonException && error.Message.Contains("cycle", StringComparison.Ordinal)
            ? "it refers to itself, or is nested too deeply."
            : error.Message.ReplaceLineEndings(" ");

    private static (string Type, object? Value) FromJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => ("bool", value.GetBoolean()),
        JsonValueKind.Number => ("double", value.GetDouble()),
        JsonValueKind.String => ("string", value.GetString()),
        JsonValueKind.Null or JsonValueKind.Undefined => ("object", null),
        _ => ("System.Text.Json.JsonDocument", JsonDocument.Parse(value.GetRawText())),
    };
}
