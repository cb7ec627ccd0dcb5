using AsyncWorkbook.Engine.Tests;

namespace AsyncWorkbook.Jupyter.Tests.FrontEnds;

/// <summary>What JupyterLab says to a kernel: its own client library, which VS Code's extension uses, too.</summary>
public sealed class JupyterLabTests(JupyterFixture jupyter) : IClassFixture<JupyterFixture>
{
    [Fact]
    public async Task Its_client_library_runs_asks_completes_interrupts_and_restarts()
    {
        using var server = await NotebookServer.StartAsync(jupyter, jupyter.Folder);
        await jupyter.RunAsync(
            "node",
            Path.Combine(Built.Repository, "tests", "javascript", "jupyterlab-client.mjs"),
            new Uri(server.Address, "/").AbsoluteUri,
            server.Address.Query[("?token=".Length)..],
            JupyterFixture.KernelName);
    }
}
