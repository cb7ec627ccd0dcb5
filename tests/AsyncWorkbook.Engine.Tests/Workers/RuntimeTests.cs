using System.Diagnostics;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Which program runs the cells. Alone, because it changes the environment of this process.</summary>
[CollectionDefinition(nameof(RuntimeTests), DisableParallelization = true)]
[Collection(nameof(RuntimeTests))]
[StartsProcesses]
public sealed class RuntimeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-test-");
    private readonly string? node = Environment.GetEnvironmentVariable(Runtimes.NodeVariable);
    private readonly string? temporary = Environment.GetEnvironmentVariable("TMPDIR");
    private readonly string? python = Environment.GetEnvironmentVariable(Runtimes.PythonVariable);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Runtimes.NodeVariable, node);
        Environment.SetEnvironmentVariable(Runtimes.PythonVariable, python);
        Environment.SetEnvironmentVariable("TMPDIR", temporary);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("nowhere/node")]
    [InlineData("no-such-program")]
    public void An_override_that_names_no_program_is_an_error_that_names_it(string program)
    {
        Environment.SetEnvironmentVariable(Runtimes.NodeVariable, program);
        Environment.SetEnvironmentVariable(Runtimes.PythonVariable, program);

        var nodeError = Assert.Throws<RuntimeMissingException>(Runtimes.Node);
        var pythonError = Assert.Throws<RuntimeMissingException>(() => Runtimes.Python(folder.FullName));

        Assert.Equal($"WORKBOOK_NODE names \"{program}\", and there is no such program; correct or unset it.", nodeError.Message);
        Assert.StartsWith("WORKBOOK_PYTHON names", pythonError.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_override_goes_before_the_virtual_environment_and_that_before_the_path()
    {
        Environment.SetEnvironmentVariable(Runtimes.PythonVariable, null);
        var installed = Runtimes.Python(folder.FullName);
        using (var venv = Process.Start(installed, ["-m", "venv", "--without-pip", Path.Combine(folder.FullName, ".venv")]))
        {
            await venv.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(venv.ExitCode == 0, "this Python makes no virtual environments");
        }

        var beside = folder.CreateSubdirectory("notebooks");
        await using (var kernel = Kernel(beside.FullName))
        {
            Assert.Equal(Path.Combine(folder.FullName, ".venv"), await PrefixAsync(kernel));
        }

        Environment.SetEnvironmentVariable(Runtimes.PythonVariable, installed);
        await using (var kernel = Kernel(beside.FullName))
        {
            Assert.NotEqual(Path.Combine(folder.FullName, ".venv"), await PrefixAsync(kernel));
        }
    }

    /// <summary>A socket's path may have about a hundred bytes.</summary>
    [Fact]
    public async Task The_temporary_folder_may_have_a_long_name()
    {
        Environment.SetEnvironmentVariable("TMPDIR", folder.CreateSubdirectory(new string('x', 100)).FullName);
        await using var kernel = Kernel(folder.FullName);
        Assert.NotNull(await PrefixAsync(kernel));
    }

    private static IKernel Kernel(string folder) => KernelFactory
        .Create(new KernelOptions { WorkingDirectory = folder, Workers = Built.Workers })
        .Single(kernel => kernel.Name == "python");

    private static async Task<string?> PrefixAsync(IKernel kernel)
    {
        var sink = new RecordingSink();
        await kernel.ExecuteAsync(new Code("import sys\nprint(sys.prefix)", "cell 1", 1), sink, default);
        return sink.Stdout.TrimEnd();
    }
}
