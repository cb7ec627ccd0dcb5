using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Chapters;

/// <summary>
/// What a parameter may be, as the specs say that a chapter loads. Whether a value is within it is the chapter's own question;
/// this is for the reader who gave something else, or moves a slider.
/// </summary>
/// <param name="Min">The least that it may be.</param>
/// <param name="Max">The most that it may be.</param>
/// <param name="Step">It is a multiple of this.</param>
/// <param name="Unit">Its unit.</param>
internal sealed partial record ParameterRange(double Min, double Max, double Step, string Unit)
{
    /// <summary>The range of a parameter; null if no spec tells.</summary>
    public static ParameterRange? Find(string parameter, IEnumerable<NotebookFile> files) => files
        .SelectMany(file => file.Notebook.Cells
            .Where(cell => cell.Kind == CellKind.Code)
            .SelectMany(cell => Spec().Matches(cell.Source))
            .Select(spec => Read(Path.Combine(file.Folder, spec.Groups["path"].Value), parameter)))
        .FirstOrDefault(range => range is not null);

    /// <summary>Such as <c>from 1 to 100 (boards)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"from {Min} to {Max} ({Unit})");

    private static ParameterRange? Read(string path, string parameter)
    {
        try
        {
            using var spec = JsonDocument.Parse(File.ReadAllText(path));
            var about = spec.RootElement.GetProperty("parameters").GetProperty(parameter);
            return new ParameterRange(
                about.GetProperty("min").GetDouble(), about.GetProperty("max").GetDouble(), about.GetProperty("step").GetDouble(), about.GetProperty("unit").GetString() ?? "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // no spec, or not of this parameter: then the message does without
        }
    }

    [GeneratedRegex("""ProblemSpec\.Load\("(?<path>[^"]+)"\)""")]
    private static partial Regex Spec();
}
