using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;
using AsyncWorkbook.Engine.Tests.Execution;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What the host makes of a worker that does not keep to the protocol: a small program in Python.</summary>
[StartsProcesses]
public sealed class BadWorkerTests : IDisposable
{
    private const string connect = """
        import json, os, signal, socket, sys
        def connected(channel):
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(os.environ['WORKBOOK_ENDPOINT'])
            connection.sendall(b'{"type":"hello","channel":"' + channel + b'"}\n')
            return connection
        events, commands = connected(b'events'), connected(b'commands')

        """;

    private const string ready = connect + """
        events.sendall(b'{"type":"ready","language":"bad","version":"1"}\n')
        parent = json.loads(commands.recv(1 << 16))['id'].encode()

        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"type\":\"done\",\"parent\":[]}")]
    [InlineData("{\"type\":\"stream\",\"parent\":\"e1\",\"name\":\"stdout\",\"text\":{}}")]
    [InlineData("{\"type\":\"clear\",\"parent\":\"e1\",\"wait\":\"yes\"}")]
    [InlineData("not JSON")]
    public async Task An_event_that_cannot_be_read_ends_the_worker_and_not_the_run(string line)
    {
        await using var kernel = Kernel(ready + $"events.sendall(b'{line}\\n'.replace(b'e1', parent))\nsignal.pause()");
        var sink = new RecordingSink();

        var status = await RunAsync(kernel, sink);

        Assert.Equal((ExecutionStatus.Error, "WorkerEnded"), (status, sink.Error?.Name));
        Assert.Contains("it sent an event that cannot be read", sink.Error!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_the_sink_does_not_take_ends_the_worker_and_not_the_run()
    {
        await using var kernel = Kernel(ready + """
            events.sendall(b'{"type":"stream","parent":"e1","name":"stdout","text":"x"}\n'.replace(b'e1', parent))
            signal.pause()
            """);
        var sink = new FullSink();

        var status = await RunAsync(kernel, sink);

        Assert.Equal((ExecutionStatus.Error, "WorkerEnded"), (status, sink.Error?.Name));
        Assert.Contains("no room", sink.Error!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import signal\nsignal.pause()")]
    [InlineData(connect + "signal.pause()")]
    public async Task A_worker_that_does_not_say_that_it_is_ready_cannot_be_started(string program)
    {
        await using var kernel = Kernel(program, TimeSpan.FromSeconds(0.5));

        var missing = await Assert.ThrowsAsync<RuntimeMissingException>(() => RunAsync(kernel, new RecordingSink()));

        Assert.Contains("was not ready after 0.5 s", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuntimeMissingException>(() => RunAsync(kernel, new RecordingSink())); // once more, from the start
    }

    [Fact]
    public async Task A_worker_that_cannot_be_understood_before_it_is_ready_cannot_be_started()
    {
        await using var kernel = Kernel(connect + "events.sendall(b'{\"type\":5}\\n')\nsignal.pause()");

        var missing = await Assert.ThrowsAsync<RuntimeMissingException>(() => RunAsync(kernel, new RecordingSink()));

        Assert.Contains("an event that cannot be read", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_a_worker_that_is_not_ready_ends_with_the_cells_time()
    {
        var options = new SessionOptions { WorkingDirectory = folder.FullName };
        await using var session = new Session(options, [Kernel(connect + "signal.pause()")]);
        var sink = new RecordingSink();

        var status = await session.ExecuteAsync("x", "bad", "cell 1", sink, TimeSpan.FromSeconds(0.1), default);

        Assert.Equal((CellStatus.Timeout, "CellTimeout"), (status, sink.Error?.Name));
    }

    [Theory]
    [InlineData("events.sendall(b'{\"type\":\"warm\"}\\n')\n", 2.9, CellStatus.Ok)]
    [InlineData("events.sendall(b'{\"type\":\"warm\"}\\n')\n", 3, CellStatus.Timeout)]
    [InlineData("", 100, CellStatus.Ok)]
    public async Task What_a_worker_still_does_for_its_start_is_not_the_cells_time(string warm, double own, CellStatus expected)
    {
        var (time, starts, input) = (new SteppedTime(), new StartWaits(), new Prompts());
        var options = new SessionOptions { WorkingDirectory = folder.FullName, Time = time, Starts = starts };
        await using var session = new Session(options, [Kernel(connect + $$$"""
            events.sendall(b'{"type":"ready","language":"bad","version":"1","warming":true}\n')
            lines = commands.makefile()
            parent = json.loads(lines.readline())['id']
            def send(**event):
                events.sendall(json.dumps({**event, 'parent': parent}).encode() + b'\n')
            def ask(prompt):
                send(type='ask', question=prompt, prompt=prompt, secret=False)
                return json.loads(lines.readline())['type']
            ask('warming')
            {{{warm}}}
            send(type='done', status='interrupted' if ask('running') == 'interrupt' else 'ok')
            signal.pause()
            """, starts: starts, input: input)]);
        var begins = new TaskCompletionSource();
        input.Asked = async prompt =>
        {
            if (prompt == "warming")
            {
                starts.Waiting += _ => begins.TrySetResult(); // behind the cell's limit, which heard of the start before
                time.Pass(100);
                return;
            }

            await (warm.Length > 0 ? begins.Task : Task.CompletedTask);
            time.Pass(own);
        };

        var status = await session.ExecuteAsync("x", "bad", "cell 1", new RecordingSink(), TimeSpan.FromSeconds(3), default);

        Assert.Equal(expected, status);
    }

    private ChildProcessKernel Kernel(string program, TimeSpan? startLimit = null, StartWaits? starts = null, IInput? input = null)
    {
        var path = Path.Combine(folder.FullName, "bad.py");
        File.WriteAllText(path, program);
        var options = new KernelOptions { WorkingDirectory = folder.FullName };
        return new ChildProcessKernel(
            "bad",
            "Bad",
            () => new WorkerLaunch(Runtimes.Python(folder.FullName), [path]),
            options with
            {
                StartLimit = startLimit ?? options.StartLimit,
                Starts = starts ?? options.Starts,
                Input = input ?? options.Input,
            });
    }

    private static Task<ExecutionStatus> RunAsync(ChildProcessKernel kernel, IOutputSink sink) =>
        kernel.ExecuteAsync(new Code("x", "cell 1", 1), sink, default).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Answers each question with its own words, and tells of it before.</summary>
    private sealed class Prompts : IInput
    {
        public Func<string, Task> Asked { get; set; } = _ => Task.CompletedTask;

        public async Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel)
        {
            await Asked(prompt);
            return prompt;
        }
    }

    /// <summary>A sink that takes errors alone.</summary>
    private sealed class FullSink : IOutputSink
    {
        public ErrorOutput? Error { get; private set; }

        public void Emit(Output output) => Error = output as ErrorOutput ?? throw new NotSupportedException("no room");
    }
}
