using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Cli.Doctor;

/// <summary>What the chapter on servers uses besides the runtimes. It looks for it where the chapter's cells do.</summary>
internal static partial class ServersChapter
{
    private const string address = "WORKBOOK_POSTGRES";

    private static readonly string[] modules =
        ["asyncpg", "aiohttp", "tornado", "quart", "hypercorn", "fastapi", "uvicorn", "uvloop"];

    private static readonly string[] packages = ["fastify", "pg", "ws"];

    private static readonly string node = Path.Combine("src", "servers", "frameworks", "node");

    /// <summary>All of it where a folder has the chapter; nothing elsewhere.</summary>
    public static IReadOnlyList<Extra> In(string folder) =>
        !File.Exists(Path.Combine(folder, "notebooks", "10-where-it-pays.ipynb")) ? [] :
        [
            new(
                "PostgreSQL",
                "Chapter 10 shows SQLite only.",
                PostgresAsync,
                [
                    ("Debian", "sudo apt-get install postgresql"),
                    ("macOS", "brew install postgresql@18"),
                    ("any", $"set {address} to the address of a server: postgres://user:password@host:port/database"),
                ]),
            new(
                "wrk",
                "Chapter 10 tests its servers, and does not time them.",
                WrkAsync,
                [("Debian", "sudo apt-get install wrk"), ("macOS", "brew install wrk")]),
            new(
                "frameworks",
                "Chapter 10 leaves out the servers that need what is missing of Python's packages.",
                cancel => FrameworksAsync(folder, cancel),
                [
                    ("Debian", "sudo apt-get install python3-asyncpg python3-aiohttp python3-tornado python3-quart python3-hypercorn python3-fastapi python3-uvicorn python3-uvloop"),
                    ("any", "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt"),
                ]),
            new(
                "npm packages",
                "Chapter 10 leaves out Fastify, PostgreSQL from JavaScript and, with Node.js 20, websockets.",
                _ => Task.FromResult(NpmPackages(folder)),
                [("any", $"npm --prefix {node.Replace('\\', '/')} ci")]),
        ];

    private static async Task<Sighting> PostgresAsync(CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable(address) is { Length: > 0 } named)
        {
            return named == "none" ? new(null, null, address) : new($"the one that {address} names", null, null);
        }

        var program = PostgresOfDebian() ?? Runtimes.OnPath("postgres");
        return program is null ? new(null, null, "it")
            : new(program, VersionIn(await new ExternalProgram(program, "--version").AskAsync(cancel)), null);
    }

    private static string? PostgresOfDebian()
    {
        const string all = "/usr/lib/postgresql";
        return Directory.Exists(all)
            ? Directory.GetDirectories(all)
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
                .OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin", "postgres"))
                .FirstOrDefault()
            : null;
    }

    private static async Task<Sighting> WrkAsync(CancellationToken cancel)
    {
        if (Runtimes.OnPath("wrk") is not { } program)
        {
            return new(null, null, "it");
        }

        var told = await new ExternalProgram(program, "--version").RunAsync(cancel); // it ends with 1 whatever it was asked
        return new(program, VersionIn(told.Output), null);
    }

    /// <summary>The first Python that has all packages, else the one that has most.</summary>
    private static async Task<Sighting> FrameworksAsync(string folder, CancellationToken cancel)
    {
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable(Runtimes.PythonVariable),
            Path.Combine(folder, ".venv", "bin", "python"),
            Runtimes.OnPath("python3"),
            "/usr/bin/python3",
        ];
        var best = new Sighting(null, null, string.Join(", ", modules));
        var most = 0;
        foreach (var python in candidates.OfType<string>().Where(File.Exists).Distinct(StringComparer.Ordinal))
        {
            var told = await new ExternalProgram(
                python, ["-c", "import sys, importlib.util as u; print(*filter(u.find_spec, sys.argv[1:]))", .. modules]).AskAsync(cancel);
            string[] found = told?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (found.Length > most)
            {
                most = found.Length;
                var missing = string.Join(", ", modules.Except(found));
                best = new(python, $"{most} of {modules.Length}", missing.Length > 0 ? missing : null);
            }
        }

        return best;
    }

    private static Sighting NpmPackages(string folder)
    {
        var installed = Path.Combine(folder, node, "node_modules");
        var missing = packages.Where(package => !File.Exists(Path.Combine(installed, package, "package.json"))).ToList();
        return missing.Count == packages.Length
            ? new(null, null, string.Join(", ", packages))
            : new(installed, $"{packages.Length - missing.Count} of {packages.Length}", missing.Count > 0 ? string.Join(", ", missing) : null);
    }

    private static string? VersionIn(string? text) => VersionNumber().Match(text ?? "") is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex VersionNumber();
}
