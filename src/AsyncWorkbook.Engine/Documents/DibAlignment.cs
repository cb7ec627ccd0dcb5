namespace AsyncWorkbook.Engine.Documents;

/// <summary>Finds the cells that kept records belong to, also when the reader has edited the file since.</summary>
internal static class DibAlignment
{
    /// <summary>The cells in order, each with its record or without; and how many records have lost their cell.</summary>
    public static (IReadOnlyList<(DibRecord? Record, IReadOnlyList<DibCell> Parts)> Cells, int Lost) Of(
        IReadOnlyList<DibRecord> records, IReadOnlyList<DibCell> cells)
    {
        var aligned = new List<(DibRecord?, IReadOnlyList<DibCell>)>();
        var (nextRecord, nextCell, lost) = (0, 0, 0);
        for (var record = 0; record < records.Count; record++)
        {
            if (Find(records[record], cells, nextCell) is { } place)
            {
                AddGap(record, place);
                aligned.Add((records[record], [.. cells.Skip(place).Take(records[record].Parts)]));
                (nextRecord, nextCell) = (record + 1, place + records[record].Parts);
            }
        }

        AddGap(records.Count, cells.Count);
        return (aligned, lost);

        // Between two cells that are as they were: as many cells as records are edited ones, else nobody knows.
        void AddGap(int toRecord, int toCell)
        {
            var edited = records.Skip(nextRecord).Take(toRecord - nextRecord).ToList();
            var changed = cells.Skip(nextCell).Take(toCell - nextCell).ToList();
            var known = edited.Count == changed.Count && edited.TrueForAll(each => each.OutlivesEdits);
            lost += known ? 0 : edited.Count;
            aligned.AddRange(changed.Select((cell, index) =>
                (known ? edited[index] : null, (IReadOnlyList<DibCell>)[cell])));
        }
    }

    private static int? Find(DibRecord record, IReadOnlyList<DibCell> cells, int from)
    {
        for (var place = from; place + record.Parts <= cells.Count; place++)
        {
            if (DibRecord.DigestOf(cells.Skip(place).Take(record.Parts)) == record.Digest)
            {
                return place;
            }
        }

        return null;
    }
}
