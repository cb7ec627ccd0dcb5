using System.Text;
using System.Text.Json;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>
/// What a run leaves in a notebook file: outputs, execution counts, and cells with the parameters of the run. It is taken out of
/// the file's bytes, so that all else stays byte for byte, whoever wrote it.
/// </summary>
public static class RecordedRun
{
    private static readonly byte[] emptyList = "[]"u8.ToArray();
    private static readonly byte[] nothing = "null"u8.ToArray();

    /// <summary>The notebook as it was before it ran.</summary>
    /// <param name="file">A notebook in nbformat 4, as bytes of UTF-8.</param>
    /// <returns>The new bytes, or null if there is nothing to take out.</returns>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public static byte[]? Remove(ReadOnlySpan<byte> file)
    {
        var cells = Read(file);
        if (cells.All(cell => cell.Edits.Count == 0 && !cell.IsInjected))
        {
            return null;
        }

        using var clean = new MemoryStream(file.Length);
        clean.Write(file[..cells[0].Start]);
        var kept = cells.Index().Where(each => !each.Item.IsInjected).ToList();
        foreach (var (position, (index, cell)) in kept.Index())
        {
            var at = cell.Start;
            foreach (var (start, end, text) in cell.Edits)
            {
                clean.Write(file[at..start]);
                clean.Write(text);
                at = end;
            }

            clean.Write(file[at..cell.End]);
            if (position + 1 < kept.Count)
            {
                clean.Write(file[cell.End..cells[index + 1].Start]); // the comma and what stands around it
            }
        }

        clean.Write(file[cells[^1].End..]);
        return clean.ToArray();
    }

    private static List<CellSpan> Read(ReadOnlySpan<byte> file)
    {
        var mark = file.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var json = new Utf8JsonReader(file[mark..], new JsonReaderOptions { MaxDepth = NotebookJson.MaxDepth });
        var cells = new List<CellSpan>();
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isCells = json.ValueTextEquals("cells"u8);
            json.Read();
            if (!isCells || json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            {
                cells.Add(ReadCell(ref json, mark));
            }
        }

        return cells;
    }

    private static CellSpan ReadCell(ref Utf8JsonReader json, int mark)
    {
        var start = (int)json.TokenStartIndex + mark;
        var edits = new List<(int Start, int End, byte[] Text)>();
        var (isCode, isInjected) = (false, false);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            var value = (int)json.TokenStartIndex + mark;
            switch (name)
            {
                case "cell_type":
                    isCode = json.TokenType == JsonTokenType.String && json.ValueTextEquals("code"u8);
                    json.Skip();
                    break;
                case "metadata":
                    isInjected = JsonElement.ParseValue(ref json) is { ValueKind: JsonValueKind.Object } metadata
                        && metadata.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
                        && tags.EnumerateArray().Any(tag => tag.ValueKind == JsonValueKind.String && tag.ValueEquals(CellTags.InjectedParameters));
                    break;
                case "outputs" when json.TokenType == JsonTokenType.StartArray:
                    var isEmpty = JsonElement.ParseValue(ref json).GetArrayLength() == 0;
                    AddUnless(isEmpty, edits, value, (int)json.BytesConsumed + mark, emptyList);
                    break;
                case "execution_count":
                    AddUnless(json.TokenType == JsonTokenType.Null, edits, value, (int)json.BytesConsumed + mark, nothing);
                    json.Skip();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new CellSpan(start, (int)json.BytesConsumed + mark, isCode && isInjected, isCode ? edits : []);
    }

    private static void AddUnless(bool clean, List<(int Start, int End, byte[] Text)> edits, int start, int end, byte[] text)
    {
        if (!clean)
        {
            edits.Add((start, end, text));
        }
    }

    /// <param name="Start">Where the cell begins in the file.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="IsInjected">Whether a run has put it there.</param>
    /// <param name="Edits">What in it a run has left, in order, and what stood there before.</param>
    private sealed record CellSpan(int Start, int End, bool IsInjected, IReadOnlyList<(int Start, int End, byte[] Text)> Edits);
}
