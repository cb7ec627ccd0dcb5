using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>The keys of its JSON are in order, as editors write them: then saving it there changes what its reader has changed, and no more.</summary>
internal static class OrderRule
{
    private const string advice = "VS Code sorts the keys of a notebook when it saves one; sort them, and a save changes nothing else.";

    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        var notebook = subject.Notebook;
        if (Unsorted(notebook.Json, "", "cells") is { } whole)
        {
            yield return CheckedNotebook.Find(whole, advice);
        }

        foreach (var (index, cell) in notebook.Cells.Index())
        {
            if (Unsorted(cell.Json, "", "outputs") is { } own) // what a run shows is written anew by the next
            {
                yield return subject.Find(index, null, own, advice);
            }
        }
    }

    /// <summary>The first place whose keys are not in order, as a clause.</summary>
    private static string? Unsorted(JsonNode? node, string place, string? except = null) => node switch
    {
        JsonObject json when OutOfOrder(json) is { } pair =>
            $"\"{pair.After}\" stands behind \"{pair.Before}\"{(place.Length > 0 ? $" in {place}" : "")}",
        JsonObject json => json.Where(field => field.Key != except)
            .Select(field => Unsorted(field.Value, place.Length > 0 ? $"{place}.{field.Key}" : field.Key)).FirstOrDefault(found => found is not null),
        JsonArray list => list.Select(item => Unsorted(item, place)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static (string Before, string After)? OutOfOrder(JsonObject json)
    {
        foreach (var (before, after) in json.Zip(json.Skip(1)))
        {
            if (string.CompareOrdinal(before.Key, after.Key) > 0)
            {
                return (before.Key, after.Key);
            }
        }

        return null;
    }
}
