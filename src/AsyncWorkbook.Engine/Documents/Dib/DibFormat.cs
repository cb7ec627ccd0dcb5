using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Documents.Dib;

/// <summary>A notebook read from a <c>.dib</c> file.</summary>
/// <param name="Notebook">The notebook, without outputs.</param>
/// <param name="LostRecords">
/// For how many cells the file keeps ids, metadata and the like, but has no cell any more: the file was edited since.
/// </param>
public sealed record DibReading(Notebook Notebook, int LostRecords);

/// <summary>A notebook as the text of a <c>.dib</c> file.</summary>
/// <param name="Text">The text.</param>
/// <param name="LostOutputs">How many cells have outputs, for which a <c>.dib</c> file has no place.</param>
public sealed record DibWriting(string Text, int LostOutputs);

/// <summary>
/// The text format of Polyglot Notebooks. What it has no words for (ids, metadata, attachments, raw cells, empty cells, a
/// cell that itself looks like several) is kept in its <c>#!meta</c> block under <c>workbook</c>; only outputs are not.
/// </summary>
public static partial class DibFormat
{
    /// <summary>How its files end.</summary>
    public const string Extension = ".dib";

    private const string own = "workbook";
    private const string info = "kernelInfo";
    private const string polyglot = "polyglot_notebook";
    private const string prose = "markdown";

    private static readonly string[] spoken = ["kernelspec", "language_info", polyglot];

    /// <summary>Whether a file is one by its name.</summary>
    public static bool Is(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <exception cref="NotebookFormatException">It is missing or unreadable, or its <c>#!meta</c> block is not JSON.</exception>
    public static DibReading Load(string path) => Read(Notebook.ReadText(path), path);

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="NotebookFormatException">Its <c>#!meta</c> block is not JSON.</exception>
    public static DibReading Read(string text, string name = "notebook")
    {
        try
        {
            var (meta, cells) = DibText.Read(text);
            return Read(meta ?? [], cells, name);
        }
        catch (JsonException e)
        {
            throw new NotebookFormatException($"{name}: the #!meta block is not JSON: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Writes a notebook.</summary>
    public static DibWriting Write(Notebook notebook)
    {
        var meta = Meta(notebook);
        var names = new DibText.DibKernels(meta[info] as JsonObject);
        var chunks = notebook.Cells.Select(cell => Chunk(notebook, cell, names)).ToList();
        var cells = chunks.Select(chunk => chunk.Cell).ToList();

        // What reading it would say by itself need not be kept.
        var plain = DibText.Read(DibText.Write(meta, cells));
        var read = Read(plain.Meta!, plain.Cells, "").Notebook;
        var kept = new JsonObject();
        if (!JsonNode.DeepEquals(Frame(read), Frame(notebook)))
        {
            kept["notebook"] = Frame(notebook);
        }

        if (!JsonNode.DeepEquals(Cells(read), Cells(notebook)))
        {
            kept["cells"] = new JsonArray([.. chunks.Select(chunk => (JsonNode)chunk.Record.ToJson())]);
        }

        if (kept.Count > 0)
        {
            meta[own] = kept;
        }

        return new DibWriting(DibText.Write(meta, cells), notebook.Cells.Count(cell => cell.Outputs.Count > 0));
    }

    private static DibReading Read(JsonObject meta, IReadOnlyList<DibCell> cells, string name)
    {
        var kept = meta[own] as JsonObject;
        var records = (kept?["cells"] as JsonArray ?? []).Select(DibRecord.Read).OfType<DibRecord>().ToList();
        var (aligned, lost) = DibAlignment.Of(records, cells);
        var ids = new HashSet<string>(records.Select(record => (string?)record.Cell["id"]).OfType<string>(), StringComparer.Ordinal);
        var json = kept?["notebook"] is JsonObject frame ? (JsonObject)frame.DeepClone() : Frame(meta);
        var number = 0;
        var array = new JsonArray([.. aligned.Select(each => (JsonNode)(each.Record?.Restore(each.Parts) ?? Plain(each.Parts[0])))]);
        json.Insert(0, "cells", array);
        return new DibReading(Notebook.Parse(NotebookJson.Write(json), name), lost);

        JsonObject Plain(DibCell cell)
        {
            string id;
            do
            {
                id = $"cell-{number++}";
            }
            while (!ids.Add(id));
            return DibRecord.Whole(PlainCell(cell.Kernel, id), cell.Text);
        }
    }

    private static JsonObject PlainCell(string kernel, string id) => new()
    {
        ["cell_type"] = kernel == prose ? prose : "code",
        ["id"] = id,
        ["metadata"] = kernel == prose ? [] : new JsonObject
        {
            ["dotnet_interactive"] = new JsonObject { ["language"] = kernel },
            [polyglot] = new JsonObject { ["kernelName"] = kernel },
        },
    };

    /// <summary>A notebook without cells, as the metadata of a <c>.dib</c> file describe it.</summary>
    private static JsonObject Frame(JsonObject meta)
    {
        var metadata = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject { ["name"] = "polyglot-notebook" },
            [polyglot] = new JsonObject { [info] = meta[info]?.DeepClone() ?? KernelInfo("csharp", ["csharp"]) },
        };
        foreach (var (name, value) in meta.Where(entry => entry.Key is not (info or own)))
        {
            metadata[name] = value?.DeepClone();
        }

        return new JsonObject { ["metadata"] = metadata, ["nbformat"] = 4, ["nbformat_minor"] = 5 };
    }

    /// <summary>Everything of a notebook but its cells.</summary>
    private static JsonObject Frame(Notebook notebook)
    {
        var frame = (JsonObject)notebook.Json.DeepClone();
        frame.Remove("cells");
        return frame;
    }

    private static JsonArray Cells(Notebook notebook) =>
        new([.. notebook.Cells.Select(cell => (JsonNode)DibRecord.Whole(Bare(cell), cell.Source))]);

    /// <summary>A cell's JSON without what it has in a <c>.dib</c> file, and without what it has not there.</summary>
    private static JsonObject Bare(NotebookCell cell)
    {
        var json = (JsonObject)cell.Json.DeepClone();
        json.Remove("source");
        json.Remove("outputs");
        json.Remove("execution_count");
        return DibRecord.InOrder(json);
    }

    private static JsonObject Meta(Notebook notebook)
    {
        var metadata = notebook.Metadata;
        var kernels = notebook.Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => KernelOf(notebook, cell)).Distinct().ToList();
        var stated = (metadata[polyglot] as JsonObject)?[info] as JsonObject;
        var described = stated is null ? null : new DibText.DibKernels(stated);
        var meta = new JsonObject
        {
            [info] = described is not null && kernels.TrueForAll(kernel => described.Find(kernel) is not null)
                ? stated!.DeepClone()
                : KernelInfo(described?.Default ?? "csharp", kernels),
        };
        foreach (var (name, value) in metadata.Where(entry => entry.Key is not (info or own) && !spoken.Contains(entry.Key)))
        {
            meta[name] = value?.DeepClone();
        }

        return meta;
    }

    private static JsonObject KernelInfo(string standard, IReadOnlyList<string> kernels) => new()
    {
        ["defaultKernelName"] = standard,
        ["items"] = new JsonArray([.. kernels.Select(kernel =>
            (JsonNode)new JsonObject { ["aliases"] = new JsonArray(), ["name"] = kernel })]),
    };

    /// <summary>How a cell is written, and what that does not say.</summary>
    private static (DibCell Cell, DibRecord Record) Chunk(Notebook notebook, NotebookCell cell, DibText.DibKernels names)
    {
        var source = cell.Source;
        var kernel = cell.Kind == CellKind.Code ? KernelOf(notebook, cell) : prose;
        var start = 0;
        if (cell.Kind == CellKind.Code && names.Selected(FirstLine(source)) is { } selected)
        {
            kernel = selected;
            start = Math.Min(FirstLine(source).Length + 1, source.Length);
        }

        var text = source[start..].Trim('\n');
        start += source[start..].Length - source[start..].TrimStart('\n').Length;
        var written = new DibCell(kernel, text);
        var parts = DibText.Split(DibText.Lines(text), kernel, names);
        var whole = parts is [var only] && only == written;
        return (written, new DibRecord(
            parts.Count,
            DibRecord.DigestOf(parts),
            whole ? source[..start] : "",
            whole ? source[(start + text.Length)..] : "",
            whole ? null : source,
            Bare(cell)));
    }

    private static string KernelOf(Notebook notebook, NotebookCell cell) =>
        KernelNames.Of(notebook, cell) is var name && Word().IsMatch(name) ? name : "csharp";

    private static string FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;

    /// <summary>A kernel name that a line can select, and that is not the word of the block in front.</summary>
    [GeneratedRegex(@"\A(?!meta\z)[^\s]+\z")]
    private static partial Regex Word();
}
