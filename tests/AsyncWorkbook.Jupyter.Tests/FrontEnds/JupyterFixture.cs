using System.Diagnostics;
using AsyncWorkbook.Jupyter.Tests.Protocol;

namespace AsyncWorkbook.Jupyter.Tests.FrontEnds;

/// <summary>Jupyter's own programs with the kernel installed for them, and nothing else of the user's.</summary>
public sealed class JupyterFixture : IAsyncLifetime
{
    /// <summary>The chapters ask for the kernel by this name.</summary>
    public const string KernelName = ".net-csharp";

    private static readonly string[] programs = ["jupyter", "jupyter-nbconvert", "jupyter-notebook"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-jupyter-");

    /// <summary>A folder that is gone after the tests.</summary>
    public string Folder => folder.FullName;

    /// <summary>Where Jupyter finds kernels.</summary>
    public string Data => Path.Combine(Folder, "data");

    public async ValueTask InitializeAsync()
    {
        var start = Start(KernelProcess.Program, "kernel", "install", "--name", KernelName);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>A program to start with Jupyter's folders in this one.</summary>
    public ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_DATA_DIR"] = Data;
        start.Environment["JUPYTER_CONFIG_DIR"] = Path.Combine(Folder, "config");
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(Folder, "runtime");
        start.Environment["IPYTHONDIR"] = Path.Combine(Folder, "ipython");
        return start;
    }

    /// <summary>Runs a program of Jupyter to its end, which has to be a good one.</summary>
    public async Task RunAsync(string program, params string[] arguments)
    {
        Require();
        using var process = Process.Start(Start(program, arguments))!;
        var stdout = process.StandardOutput.ReadToEndAsync();
        var stderr = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{await stdout}\n{await stderr}");
    }

    /// <summary>A folder in which a copy of a chapter finds the library and the data, as beside the original.</summary>
    public string Book()
    {
        var book = Directory.CreateDirectory(Path.Combine(Folder, Path.GetRandomFileName())).FullName;
        foreach (var part in new[] { "artifacts", "data", "src" })
        {
            Directory.CreateSymbolicLink(Path.Combine(book, part), Repository.PathOf(part));
        }

        Directory.CreateDirectory(Path.Combine(book, "notebooks"));
        foreach (var file in new[] { "Directory.Packages.props", Path.Combine("notebooks", "set-up.dib"), Path.Combine("notebooks", "mistakes.dib") })
        {
            File.CreateSymbolicLink(Path.Combine(book, file), Repository.PathOf(file));
        }

        return book;
    }

    /// <summary>Without Jupyter a test is skipped by name; on a build server, which has to have it, it fails.</summary>
    public static void Require()
    {
        var missing = programs.Where(program => !OnPath(program)).ToList();
        if (missing.Count > 0)
        {
            var message = $"{string.Join(", ", missing)} not installed; on Debian: apt-get install "
                + "jupyter-client jupyter-notebook jupyter-nbconvert python3-nbclient python3-ipykernel";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Fail(message);
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(each => File.Exists(Path.Combine(each, program)));
}
