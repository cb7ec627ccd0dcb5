using System.Collections.Concurrent;
using System.Threading.Channels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Keeps what a cell shows, and lets a test wait for output instead of sleeping.</summary>
internal sealed class RecordingSink : IOutputSink
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<Output> outputs = new();
    private readonly Channel<Output> arrived = Channel.CreateUnbounded<Output>();

    public IReadOnlyList<Output> Outputs => [.. outputs];

    public string Stdout => Text("stdout");

    public string Stderr => Text("stderr");

    public ErrorOutput? Error => outputs.OfType<ErrorOutput>().LastOrDefault();

    public string? ResultText => (string?)outputs.OfType<ResultOutput>().LastOrDefault()?.Data["text/plain"];

    public void Emit(Output output)
    {
        outputs.Enqueue(output);
        arrived.Writer.TryWrite(output);
    }

    /// <summary>Waits until the outputs so far fulfil a condition.</summary>
    public async Task UntilAsync(Func<RecordingSink, bool> condition)
    {
        using var giveUp = new CancellationTokenSource(patience);
        while (!condition(this))
        {
            try
            {
                await arrived.Reader.ReadAsync(giveUp.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"What the test waits for was not shown in {patience}. Shown was: {Stdout}{Stderr}{Error?.Value}");
            }
        }
    }

    private string Text(string name) =>
        string.Concat(outputs.OfType<StreamOutput>().Where(stream => stream.Name == name).Select(stream => stream.Text));
}
