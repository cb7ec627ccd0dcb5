using System.Diagnostics;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Live.Tests.Chapters;

/// <summary>How a cell ended in a page.</summary>
/// <param name="Status">The page's word for it: <c>ok</c>, <c>error</c>, <c>interrupted</c> or <c>ended</c>.</param>
/// <param name="Outputs">What it showed, in nbformat's shapes.</param>
internal sealed record PageCell(string Status, IReadOnlyList<JsonObject> Outputs);

/// <summary>Runs notebooks from top to bottom in a page, through its own session (<c>Page/session.mjs</c>).</summary>
internal static class PageRun
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5); // for one cell: the first in C# starts a compiler

    private static readonly string program = Repository.PathOf("tests", "AsyncWorkbook.Live.Tests", "Page", "session.mjs");

    /// <summary>Runs code cells of a notebook.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="path">Its path in the book.</param>
    /// <param name="isToRun">Which of them.</param>
    /// <returns>How each ended, by its id.</returns>
    public static async Task<IReadOnlyDictionary<string, PageCell>> OfAsync(Notebook notebook, string path, Func<NotebookCell, bool> isToRun)
    {
        var cells = notebook.Cells.Index().Where(each => each.Item.Kind == CellKind.Code && isToRun(each.Item)).ToList();
        var input = new JsonObject
        {
            ["notebook"] = path,
            ["files"] = Files(),
            ["cells"] = new JsonArray([.. cells.Select(each => (JsonNode)new JsonObject
            {
                ["id"] = each.Item.Id,
                ["source"] = each.Item.Source,
                ["kernel"] = CellKernel.Of(notebook, each.Item, KernelCatalog.Standard),
                ["file"] = $"cell {each.Index}",
            })]),
        };
        var start = new ProcessStartInfo(Runtimes.Node(), [program, Repository.PathOf("artifacts", "live"), Browser.Playwright, Browser.Address])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await using var stop = TestContext.Current.CancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var problems = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(input.ToJsonString()).WaitAsync(patience);
        process.StandardInput.Close();
        var statuses = new List<string>();
        while (await NextAsync() is { } line)
        {
            if (line.StartsWith('['))
            {
                var shown = JsonNode.Parse(line)!.AsArray();
                await process.WaitForExitAsync(CancellationToken.None).WaitAsync(patience);
                return cells.Select((each, index) => (each.Item.Id, Cell: new PageCell(
                    statuses[index], [.. shown[index]!.AsArray().Select(output => output!.AsObject())]))).ToDictionary(each => each.Id!, each => each.Cell);
            }

            statuses.Add(line);
        }

        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"{path}: {Behind()}. {await problems.WaitAsync(patience)}");

        string Behind() => $"the page did not get behind cell {cells[Math.Min(statuses.Count, cells.Count - 1)].Item.Id}";

        async Task<string?> NextAsync()
        {
            try
            {
                return await process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(patience);
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{path}: {Behind()} in {patience}. {await problems.WaitAsync(patience)}");
            }
        }
    }

    /// <summary>What chapters load and read, where they look for it.</summary>
    private static JsonObject Files()
    {
        var data = In("data", "*.json", "data");
        var imports = In("notebooks", "*.dib", "notebooks");
        var scripts = In(Path.Combine("src", "javascript"), "*.js", "src/javascript");
        var modules = In(Path.Combine("src", "python", "async_workbook"), "*.py", "src/python/async_workbook");
        var library = new[] { "AsyncWorkbook", "XPlot.Plotly", "Newtonsoft.Json", "FSharp.Core" }
            .Select(name => ($"/book/artifacts/lib/{name}.dll", Repository.PathOf("artifacts", "lib", $"{name}.dll")));
        return new JsonObject(data.Concat(imports).Concat(scripts).Concat(modules).Concat(library)
            .Select(file => KeyValuePair.Create(file.Item1, (JsonNode?)file.Item2)));

        static IEnumerable<(string Page, string Here)> In(string folder, string names, string at) =>
            Directory.EnumerateFiles(Repository.PathOf(folder), names).Select(file => ($"/book/{at}/{Path.GetFileName(file)}", file));
    }
}
