using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Documents;

public sealed class KernelNamesTests
{
    [Fact]
    public void The_kernels_that_notebooks_can_name_are_those_that_sessions_have()
    {
        var kernels = WorkerCatalog.Kernels(new KernelOptions { WorkingDirectory = "." });
        Assert.Equal(KernelNames.All, kernels.Select(kernel => kernel.Name));
        Assert.Equal(Snippets.Of.Keys, kernels.OfType<ChildProcessKernel>().Select(kernel => kernel.Name));
    }

    [Theory]
    [InlineData("C#", "csharp")]
    [InlineData("cs", "csharp")]
    [InlineData("js", "javascript")]
    [InlineData("python", "python")]
    [InlineData("fsharp", null)]
    public void A_kernel_has_aliases(string name, string? expected) => Assert.Equal(expected, KernelNames.Canonical(name));
}
