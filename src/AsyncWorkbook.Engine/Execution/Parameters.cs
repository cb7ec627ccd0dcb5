using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>A parameter does not fit the notebooks that should run. The message is one line that says which and why.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class ParameterException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The parameter whose value does not fit; null where it is unknown.</summary>
    public string? Parameter { get; init; }
}

/// <summary>
/// Parameters as papermill has them: a cell tagged <c>parameters</c> holds the defaults as assignments, and the values
/// from outside are assigned by a new cell right after it, tagged <c>injected-parameters</c>.
/// </summary>
public static partial class Parameters
{
    /// <summary>The names that a notebook's tagged cells assign, in order.</summary>
    public static IReadOnlyList<string> Names(Notebook notebook) =>
        [.. notebook.Cells.Where(IsParameters).SelectMany(cell => Names(cell.Source)).Distinct(StringComparer.Ordinal)];

    /// <summary>Checks that every parameter is known to at least one of the notebooks, and is a number, or a whole one, where that is all it can be.</summary>
    /// <exception cref="ParameterException">One is known to none, or of another type.</exception>
    public static void Check(IReadOnlyDictionary<string, string> values, IReadOnlyCollection<Notebook> notebooks)
    {
        var known = notebooks.SelectMany(Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var unknown = values.Keys.Where(name => !known.Contains(name, StringComparer.Ordinal)).ToList();
        if (unknown.Count > 0)
        {
            throw new ParameterException(
                $"there is no parameter called {string.Join(", ", unknown)}; "
                + (known.Count > 0
                    ? $"the parameters are {string.Join(", ", known)}."
                    : "no notebook here has a cell tagged \"parameters\"."));
        }

        foreach (var (notebook, cell) in notebooks.SelectMany(notebook => notebook.Cells.Where(IsParameters).Select(cell => (notebook, cell))))
        {
            var (language, _) = LanguageOf(notebook, cell, KernelCatalog.Standard);
            foreach (var (name, isWhole) in language.Numbers(cell.Source))
            {
                if (values.TryGetValue(name, out var value) && !(isWhole ? Whole() : Number()).IsMatch(value))
                {
                    throw new ParameterException($"{name} takes a {(isWhole ? "whole number" : "number")}, and {value} is none.") { Parameter = name };
                }
            }
        }
    }

    /// <summary>
    /// Adds the cells that assign the values, one behind each tagged cell that knows some of them. A cell that an earlier run has
    /// left there gets the new values.
    /// </summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="values">The values by name, as they were typed.</param>
    /// <param name="kernels">The kernels of its cells; the engine's own if nothing is said.</param>
    public static void Inject(Notebook notebook, IReadOnlyDictionary<string, string> values, KernelCatalog? kernels = null)
    {
        kernels ??= KernelCatalog.Standard;
        if (values.Count == 0)
        {
            return;
        }

        foreach (var cell in notebook.Cells.Where(IsParameters).ToList())
        {
            var names = Names(cell.Source);
            var own = values.Where(value => names.Contains(value.Key, StringComparer.Ordinal)).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            var index = notebook.Cells.ToList().IndexOf(cell);
            var (language, selector) = LanguageOf(notebook, cell, kernels);
            var lines = own.Select(value => language.Assignment(value.Key, Literal(value.Value, language)));
            var metadata = (JsonObject)cell.Metadata.DeepClone();
            metadata["tags"] = new JsonArray(CellTags.InjectedParameters);
            var source = string.Join('\n', [.. selector is null ? Array.Empty<string>() : [selector.Text.TrimEnd()], .. lines]);
            if (notebook.Cells.ElementAtOrDefault(index + 1) is { Kind: CellKind.Code } behind && behind.HasTag(CellTags.InjectedParameters))
            {
                behind.SetSource(source);
                continue;
            }

            notebook.InsertCode(index + 1, FreeId(notebook, index), source, metadata);
        }
    }

    /// <summary>The language of a cell's first line, and that line where it selects the kernel.</summary>
    private static (Language Language, CellLine? Selector) LanguageOf(Notebook notebook, NotebookCell cell, KernelCatalog kernels)
    {
        var named = CellKernel.Of(notebook, cell, kernels);
        var selector = CellReader.Opening(cell.Source, named, kernels);
        return (kernels.FindLanguage(selector?.Kernel ?? named) ?? kernels.FindLanguage(KernelCatalog.DefaultKernel)!, selector);
    }

    private static string FreeId(Notebook notebook, int index)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"injected-{index}");
        while (notebook.Cells.Any(cell => cell.Id == id))
        {
            id += "-";
        }

        return id;
    }

    private static bool IsParameters(NotebookCell cell) => cell.Kind == CellKind.Code && cell.HasTag(CellTags.Parameters);

    private static IReadOnlyList<string> Names(string source) =>
        [.. AssignedName().Matches(source).Select(match => match.Groups["name"].Value)];

    /// <summary>
    /// The value as code: numbers, booleans and null as themselves, all else as a string, whose JSON spelling is a
    /// string literal in all languages. Zeros in front of a number, to which papermill gives no meaning, are a mistake
    /// in Python and octal in JavaScript.
    /// </summary>
    private static string Literal(string value, Language language) => value switch
    {
        "true" or "True" => language.Constants.True,
        "false" or "False" => language.Constants.False,
        "null" or "None" => language.Constants.Null,
        _ when Number().IsMatch(value) => LeadingZeros().Replace(value, "$1"),
        [.., '"'] when value[0] == '"' && IsJson(value) => value,
        _ => NotebookJson.WriteLine(JsonValue.Create(value)),
    };

    private static bool IsJson(string value)
    {
        try
        {
            return NotebookJson.Parse(value) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>An assignment at the start of a statement, with or without a type or keyword before or after the name.</summary>
    [GeneratedRegex(@"(?:^|;[ \t]*)(?:[A-Za-z_][\w.<>\[\]?]*[ \t]+)?(?<name>[A-Za-z_]\w*)[ \t]*(?::[^=\n]+)?=(?![=>])", RegexOptions.Multiline)]
    private static partial Regex AssignedName();

    [GeneratedRegex(@"\A-?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d+)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A-?\d+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A(-?)0+(?=\d)")]
    private static partial Regex LeadingZeros();
}
