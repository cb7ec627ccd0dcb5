using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>What a kernel says of itself (<c>kernel_info_reply</c>).</summary>
internal static class KernelDescription
{
    public const string ProtocolVersion = "5.4";

    private static readonly string version = typeof(KernelDescription).Assembly.GetName().Version?.ToString(3) ?? "1.0.0";

    public static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = ProtocolVersion,
        ["implementation"] = "async-workbook",
        ["implementation_version"] = version,
        ["banner"] = "The async workbook: C#, and with a first line of #!javascript or #!python these too.",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(
            Link("C#", "https://learn.microsoft.com/dotnet/csharp/"),
            Link("JavaScript", "https://developer.mozilla.org/docs/Web/JavaScript"),
            Link("Python", "https://docs.python.org/3/")),
        ["supported_features"] = new JsonArray(),
        ["language_info"] = new JsonObject
        {
            // Front ends know a language for its colours by one of these: VS Code by the name, JupyterLab by the mime
            // type, the classic Notebook by the CodeMirror mode, nbconvert by the Pygments lexer.
            ["name"] = "C#",
            ["version"] = Environment.Version.ToString(2),
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
    };

    private static JsonObject Link(string text, string url) => new() { ["text"] = text, ["url"] = url };
}
