using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Cli.Caching;

/// <summary>
/// Fingerprints of all that a notebook's outputs follow from: its code and the parameters, the files it may read, the runtimes
/// and what is installed in them, this program and its workers, the place and the machine. Prose is no part of it.
/// </summary>
/// <param name="sessions">How sessions limit what cells show and take.</param>
/// <param name="output">The folder that is written to; what it holds is no input.</param>
internal sealed class RunKey(SessionOptions sessions, string output)
{
    /// <summary>Changes when entries of older versions must not be read.</summary>
    private const string format = "3";

    private static readonly string[] variables = ["LANG=", "LANGUAGE=", "LC_", "TZ=", "DOTNET_", "NODE_", "PYTHON"];

    private readonly ConcurrentDictionary<string, Task<string>> files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<string>> runtimes = new(StringComparer.Ordinal);

    /// <summary>
    /// The fingerprint of a notebook's code and of the files it may read, as they are before it runs; null if those are more
    /// than can be watched.
    /// </summary>
    public async Task<string?> InputsAsync(NotebookFile file)
    {
        if (await Task.Run(() => NotebookInputs.Of(file, output)) is not { } inputs)
        {
            return null;
        }

        using var key = new Fingerprint();
        key.Add(NotebookJson.WriteLine(file.Notebook.Metadata));
        for (var i = 0; i < file.Notebook.Cells.Count; i++)
        {
            var cell = file.Notebook.Cells[i];
            if (cell.Kind == CellKind.Code)
            {
                // The position counts: errors name it.
                key.Add(Number(i)).Add(NotebookJson.WriteLine(cell.Metadata)).Add(cell.Source);
            }
        }

        foreach (var input in inputs)
        {
            key.Add(input).Add(await FileAsync(input));
        }

        return key.ToString();
    }

    /// <summary>The fingerprint of all that a notebook's outputs follow from.</summary>
    /// <param name="file">The notebook.</param>
    /// <param name="inputs">What <see cref="InputsAsync"/> gave before it ran.</param>
    public async Task<string> OfAsync(NotebookFile file, string inputs)
    {
        var program = files.GetOrAdd(AppContext.BaseDirectory, _ => Task.Run(ProgramAsync));
        var runtime = runtimes.GetOrAdd(file.Folder, RuntimesAsync);
        using var key = new Fingerprint();
        key.Add(format).Add(inputs).Add(await program).Add(await runtime);
        key.Add(RuntimeInformation.RuntimeIdentifier).Add(Number(Environment.ProcessorCount)).Add(file.Folder).Add(Variables());
        key.Add(string.Create(CultureInfo.InvariantCulture, $"{sessions.OutputLimit} {sessions.MemoryLimit}"));
        return key.ToString();
    }

    /// <summary>The environment variables that set how the languages read, write and reckon, and what their runtimes load.</summary>
    private static string Variables() => string.Join('\n', Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => $"{variable.Key}={variable.Value}")
        .Where(variable => variables.Any(start => variable.StartsWith(start, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Task<string> FileAsync(string path) => files.GetOrAdd(path, Fingerprint.OfFileAsync);

    /// <summary>
    /// This program and its workers. What no output follows from is left out: what pages load, which is made every
    /// time, and what serves them, documentation and symbols, and the record of what a start takes (<c>.prof</c>).
    /// </summary>
    private async Task<string> ProgramAsync()
    {
        using var identity = new Fingerprint();
        var parts = FolderFiles.Below(AppContext.BaseDirectory)
            .Where(file => Path.GetExtension(file) is not (".pdb" or ".xml" or ".prof")
                && Path.GetRelativePath(AppContext.BaseDirectory, file).Split(Path.DirectorySeparatorChar)[0] is not ("assets" or "live" or "site-server"))
            .Order(StringComparer.Ordinal).ToList();
        var fingerprints = await Task.WhenAll(parts.Select(part => Task.Run(() => Fingerprint.OfFileAsync(part))));
        foreach (var (part, fingerprint) in parts.Zip(fingerprints))
        {
            identity.Add(part).Add(fingerprint);
        }

        return identity.ToString();
    }

    /// <summary>The runtimes and SDKs of .NET that are installed: starting <c>dotnet</c> to ask would take a tenth of a second.</summary>
    private static string Dotnet()
    {
        var root = Runtimes.DotnetRoot();
        return string.Join('\n', new[] { "sdk", Path.Combine("shared", "Microsoft.NETCore.App") }
            .Select(part => Path.Combine(root, part))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Order(StringComparer.Ordinal));
    }

    /// <summary>What cells in a folder run on: the programs, their versions, and the packages that Python can import.</summary>
    private async Task<string> RuntimesAsync(string folder)
    {
        const string python =
            "import sys, importlib.metadata as m; print(sys.version, sorted({f\"{d.name} {d.version}\" for d in m.distributions()}))";
        var asked = await Task.WhenAll(
            AskAsync(Runtimes.Node, "--version"),
            AskAsync(() => Runtimes.Python(folder), "-c", python));
        return string.Join('\n', asked.Append(Dotnet()));

        async Task<string> AskAsync(Func<string> find, params string[] question)
        {
            try
            {
                var program = find();
                return $"{program} {await new ExternalProgram(program, question) { Folder = folder }.AskAsync(CancellationToken.None)}";
            }
            catch (RuntimeMissingException)
            {
                return "-";
            }
        }
    }
}
