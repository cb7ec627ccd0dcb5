using System.Text.Json;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Mutants.Mutations;

/// <summary>The changes of Python cells, as Python's own <c>ast</c> reads them.</summary>
internal static class PythonMutations
{
    private static readonly JsonSerializerOptions web = JsonSerializerOptions.Web;

    /// <summary>Reads cells, all in one process.</summary>
    /// <param name="codes">Their texts. Places are counted in characters, of which those beyond the first 65,536 count as two here.</param>
    /// <exception cref="InvalidOperationException">Python cannot read one of them.</exception>
    public static async Task<IReadOnlyList<CellReading>> ReadAsync(IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
        {
            return [];
        }

        var folder = Directory.CreateTempSubdirectory("mutants-");
        try
        {
            var program = Path.Combine(folder.FullName, "python_mutations.py");
            await using (var source = typeof(PythonMutations).Assembly.GetManifestResourceStream("python_mutations.py")!)
            await using (var copy = File.Create(program))
            {
                await source.CopyToAsync(copy);
            }

            var asked = Path.Combine(folder.FullName, "cells.json");
            await File.WriteAllTextAsync(asked, JsonSerializer.Serialize(new { swaps = Swaps.Python, codes }, web));
            var read = await new ExternalProgram("python3", program, asked).RunAsync(default);
            return read.ExitCode == 0
                ? [.. JsonSerializer.Deserialize<List<Reading>>(read.Output, web)!.Select(reading => reading.Of())]
                : throw new InvalidOperationException($"Python cannot read a cell: {read.Errors}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Reading(string[] Writes, Entry[] Entries, Mutation[] Mutations)
    {
        public CellReading Of() => new(Writes.ToHashSet(), Entries.ToHashSet(), Mutations);
    }
}
