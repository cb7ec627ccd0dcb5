using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Versioning;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>What a kernel says of itself (<c>kernel_info_reply</c>).</summary>
internal static class KernelDescription
{
    public const string ProtocolVersion = "5.4";

    public static JsonObject Reply(KernelCatalog kernels) => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = ProtocolVersion,
        ["implementation"] = "async-workbook",
        ["implementation_version"] = EngineVersion.Text,
        ["banner"] = $"The async workbook: C#, and with a first line of {Others(kernels)} these too.",
        ["debugger"] = false,
        ["help_links"] = new JsonArray([.. kernels.Languages.Where(language => language.Documentation is not null).Select(Link)]),
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

    private static string Others(KernelCatalog kernels) => string.Join(
        " or ", kernels.Languages.Where(language => language.Name != KernelCatalog.DefaultKernel).Select(language => $"#!{language.Name}"));

    private static JsonNode Link(Language language) => new JsonObject { ["text"] = language.DisplayName, ["url"] = language.Documentation!.OriginalString };
}
