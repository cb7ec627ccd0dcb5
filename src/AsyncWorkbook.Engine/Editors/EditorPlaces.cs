using System.Globalization;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>Where things are in an editor's notebook: displays that can be updated, and the cells that errors name.</summary>
internal sealed partial class EditorPlaces
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<(string Cell, int Index)>> displays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> addresses = new(StringComparer.Ordinal);

    /// <summary>A cell shows a display.</summary>
    /// <param name="id">The display's id.</param>
    /// <param name="cell">The request that runs the cell.</param>
    /// <param name="index">The place among the cell's outputs.</param>
    public void Add(string id, string cell, int index)
    {
        lock (gate)
        {
            if (!displays.TryGetValue(id, out var same))
            {
                displays[id] = same = [];
            }

            same.Add((cell, index));
        }
    }

    /// <summary>Does something at each place where a display is shown.</summary>
    public void Update(UpdateOutput update, Action<string, int> act)
    {
        lock (gate)
        {
            foreach (var (cell, index) in displays.GetValueOrDefault(update.DisplayId) ?? [])
            {
                act(cell, index);
            }
        }
    }

    /// <summary>A cell shows nothing any more.</summary>
    public void Forget(string cell)
    {
        lock (gate)
        {
            foreach (var same in displays.Values)
            {
                same.RemoveAll(each => each.Cell == cell);
            }
        }
    }

    /// <summary>Tells where a cell is.</summary>
    /// <param name="file">What the editor calls it: its place in the notebook, where another may have stood before.</param>
    /// <param name="address">Its address in the editor; empty if it has none.</param>
    /// <returns>What errors are to call it, as long as the session lasts: of another cell the functions may still run, and fail.</returns>
    public string Name(string file, string address)
    {
        lock (gate)
        {
            if (address.Length == 0 || addresses.GetValueOrDefault(file) == address)
            {
                return file;
            }

            var name = addresses.FirstOrDefault(known => known.Value == address).Key
                ?? (addresses.ContainsKey(file) ? string.Create(CultureInfo.InvariantCulture, $"cell {addresses.Keys.Max(Number) + 1}") : file);
            addresses[name] = address;
            return name;
        }
    }

    /// <summary>A line of an error, where each line of a cell that it names is an HTML link to that.</summary>
    public string Link(string line)
    {
        lock (gate)
        {
            return Place().Replace(line, named => addresses.GetValueOrDefault(named.Groups["cell"].Value) is { Length: > 0 } address
                ? $"<a href='{address}?line={named.Groups["line"].Value}'>{named.Value}</a>"
                : named.Value);
        }
    }

    private static int Number(string name) =>
        int.TryParse(name.AsSpan(name.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("""\b(?<cell>cell \d+)(?:"?(?:, line |:line |:))(?<line>\d+)""")]
    private static partial Regex Place();
}
