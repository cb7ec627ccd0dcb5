using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Languages;

public sealed class KernelCatalogTests
{
    [Fact]
    public void The_kernels_that_notebooks_can_name_are_those_that_sessions_have()
    {
        var kernels = KernelFactory.Create(new KernelOptions { WorkingDirectory = "." });
        Assert.Equal(KernelCatalog.Standard.Names, kernels.Select(kernel => kernel.Name));
        Assert.Equal(Snippets.Of.Keys, kernels.OfType<ChildProcessKernel>().Select(kernel => kernel.Name));
    }

    [Theory]
    [InlineData("C#", "csharp")]
    [InlineData("cs", "csharp")]
    [InlineData("js", "javascript")]
    [InlineData("python", "python")]
    [InlineData("fsharp", null)]
    public void A_kernel_has_aliases(string name, string? expected) => Assert.Equal(expected, KernelCatalog.Standard.Canonical(name));
}
