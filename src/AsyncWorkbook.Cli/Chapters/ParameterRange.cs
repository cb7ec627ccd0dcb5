using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Chapters;

/// <summary>
/// What a parameter may be, as the specs say that a chapter loads. Whether a value is within it is the chapter's own question;
/// this is for the reader who gave something else.
/// </summary>
internal static partial class ParameterRange
{
    /// <summary>Such as <c>from 1 to 100 (boards)</c>; null if no spec tells.</summary>
    public static string? Of(string parameter, IEnumerable<NotebookFile> files) => files
        .SelectMany(file => file.Notebook.Cells
            .Where(cell => cell.Kind == CellKind.Code)
            .SelectMany(cell => Spec().Matches(cell.Source))
            .Select(spec => Read(Path.Combine(file.Folder, spec.Groups["path"].Value), parameter)))
        .FirstOrDefault(range => range is not null);

    private static string? Read(string path, string parameter)
    {
        try
        {
            using var spec = JsonDocument.Parse(File.ReadAllText(path));
            var about = spec.RootElement.GetProperty("parameters").GetProperty(parameter);
            return $"from {about.GetProperty("min")} to {about.GetProperty("max")} ({about.GetProperty("unit")})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // no spec, or not of this parameter: then the message does without
        }
    }

    [GeneratedRegex("""ProblemSpec\.Load\("(?<path>[^"]+)"\)""")]
    private static partial Regex Spec();
}
