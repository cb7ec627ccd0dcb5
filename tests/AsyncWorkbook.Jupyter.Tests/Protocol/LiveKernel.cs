namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>A kernel with one client, shared by the tests of a class: none of them may break it.</summary>
public sealed class LiveKernel : IAsyncLifetime
{
    internal KernelProcess Kernel { get; } = new();

    internal JupyterClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Client = await JupyterClient.ConnectAsync(Kernel);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        Kernel.Dispose();
        return ValueTask.CompletedTask;
    }
}
