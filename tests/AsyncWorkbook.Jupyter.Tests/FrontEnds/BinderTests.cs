using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.FrontEnds;

/// <summary>What Binder and JupyterHub images run when they are built: it installs the kernel for whoever opens the book.</summary>
public sealed class BinderTests(JupyterFixture jupyter) : IClassFixture<JupyterFixture>
{
    [Fact]
    public async Task The_kernel_that_it_installs_runs_a_chapter_also_when_the_home_folder_is_gone()
    {
        JupyterFixture.Require();
        var home = Directory.CreateDirectory(Path.Combine(jupyter.Folder, "home")).FullName;
        var prefix = Directory.CreateDirectory(Path.Combine(jupyter.Folder, "environment")).FullName;
        await RunAsync(home, prefix, Repository.PathOf(".binder", "postBuild"));
        Assert.True(File.Exists(Path.Combine(prefix, "share", "jupyter", "kernels", ".net-csharp", "kernel.json")));

        Directory.Delete(home, recursive: true); // a hub mounts an empty volume over it
        Directory.CreateDirectory(home);
        await RunAsync(
            home, prefix, "jupyter", "nbconvert", "--to", "notebook", "--execute", "--output-dir", home,
            Repository.PathOf("notebooks", "01-chess-simul.ipynb"));
        var ran = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(home, "01-chess-simul.ipynb")))!;
        Assert.Equal("C#", (string?)ran["metadata"]!["language_info"]!["name"]);
    }

    private async Task RunAsync(string home, string prefix, string program, params string[] arguments)
    {
        var start = jupyter.Start(program, arguments);
        start.WorkingDirectory = Repository.Top;
        foreach (var variable in new[] { "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "XDG_DATA_HOME" })
        {
            start.Environment.Remove(variable);
        }

        start.Environment["HOME"] = home;
        start.Environment["NB_PYTHON_PREFIX"] = prefix;
        start.Environment["JUPYTER_PATH"] = Path.Combine(prefix, "share", "jupyter"); // the image's Jupyter looks there by itself
        start.Environment["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        using var process = Process.Start(start)!;
        var stdout = process.StandardOutput.ReadToEndAsync();
        var stderr = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await stdout}\n{await stderr}");
    }
}
