using Microsoft.DotNet.Interactive;

namespace AsyncWorkbook.Interactive;

/// <summary>What .NET Interactive runs when a cell loads the package: <c>#r "nuget: AsyncWorkbook"</c>.</summary>
public sealed class AsyncWorkbookExtension : IKernelExtension
{
    /// <summary>Registers the library's formatters, and says so in one line.</summary>
    /// <param name="kernel">The kernel that has loaded the package.</param>
    public Task OnLoadAsync(Kernel kernel)
    {
        Formatters.Register();
        KernelInvocationContext.Current?.DisplayAs(
            "AsyncWorkbook shows its runs, verdicts and timelines, and XPlot's charts.", "text/plain");
        return Task.CompletedTask;
    }
}
