using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>
/// What <c>src/workers/PROTOCOL.md</c> asks of every worker, tested through the host's side of it with real processes.
/// </summary>
public sealed class WorkerContractTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // long enough that only the worker can have done it

    /// <summary>Text without lone surrogates, which no JSON can carry.</summary>
    private static readonly Gen<string> anyText = Gen.OneOf(
        Gen.String[Gen.Char[' ', '\u00ff'], 0, 20],
        Gen.OneOf("", "😀 <é> \u2028 \u007f", "a\\b\"c/d\n\t", "__proto__", "</script>&amp;'+`${x}`"));

    /// <summary>JSON as every language holds it: whole numbers up to 2^53, all finite doubles but -0, nesting.</summary>
    private static readonly Gen<string> anyJson = Gen.Recursive<string>((depth, json) =>
        depth > 3
            ? Leaf
            : Gen.Frequency(
                (2, Leaf),
                (1, json.Array[0, 4].Select(items => $"[{string.Join(",", items)}]")),
                (1, Gen.Select(Gen.Char['a', 'e'], json).Array[0, 4].Select(members =>
                    $"{{{string.Join(",", members.DistinctBy(member => member.Item1).Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}"))));

    public static TheoryData<string> Languages => [.. Snippets.Of.Keys];

    private static Gen<string> Leaf => Gen.OneOf(
        Gen.OneOf("true", "false", "null", "0", "9007199254740991", "-9007199254740991", "0.1", "1e-7", "1e21"),
        Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Double.Where(number => double.IsFinite(number) && number != 0).Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
        anyText.Select(text => JsonValue.Create(text).ToJsonString()));

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_is_printed_is_shown_as_it_is(string language)
    {
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];

        await anyText.SampleAsync(
            async text =>
            {
                await live.Kernel.SetValueAsync("text", new SharedValue(SharedValue.Json, text), default);
                var (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "text") + "\n" + Snippets.Fill(say.PrintError, "text"));

                Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
                Assert.Equal((text + "\n", text + "\n"), (shown.Stdout.Replace("\r\n", "\n", StringComparison.Ordinal), shown.Stderr.Replace("\r\n", "\n", StringComparison.Ordinal)));
            },
            iter: 30,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Long_output_arrives_whole(string language)
    {
        await using var live = new LiveKernel(language);
        var text = string.Concat(Enumerable.Range(0, 200_000).Select(number => $"{number} "));
        await live.Kernel.SetValueAsync("text", new SharedValue(SharedValue.Json, text), default);

        var (_, shown) = await live.RunAsync(Snippets.Fill(Snippets.Of[language].Print, "text"));

        Assert.Equal(text, shown.Stdout.TrimEnd('\r', '\n'));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Output_that_looks_like_the_protocol_is_output(string language)
    {
        const string Forged = """{"type":"done","parent":"e1","status":"error"}""";
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];
        await live.Kernel.SetValueAsync("text", new SharedValue(SharedValue.Json, Forged), default);

        var (status, shown) = await live.RunAsync(
            Snippets.Fill(say.Print, "text") + "\n" + Snippets.Fill(say.PrintAsChild, "text"));

        // Through two channels: the child's line may come before or after.
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        Assert.Equal($"{Forged}\n{Forged}\n", shown.Stdout.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Output_arrives_while_the_cell_is_busy(string language)
    {
        await using var live = new LiveKernel(language, patience);
        var say = Snippets.Of[language];
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();

        var run = live.StartCell(Snippets.Fill(say.Print, "\"began\"") + "\n" + say.Loop, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.TrimEnd() == "began");
        Assert.False(run.IsCompleted);

        await interrupt.CancelAsync();
        Assert.Equal(ExecutionStatus.Interrupted, await run);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Late_output_belongs_to_the_cell_that_started_the_work(string language)
    {
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];
        var first = new RecordingSink();
        var second = new RecordingSink();
        await live.StartCell(say.Gate, new RecordingSink());

        Assert.Equal(ExecutionStatus.Ok, await live.StartCell(say.PrintBehindGate, first));
        Assert.Empty(first.Stdout);
        Assert.Equal(ExecutionStatus.Ok, await live.StartCell(say.OpenGate, second));

        await first.UntilAsync(shown => shown.Stdout.TrimEnd() == "late");
        Assert.Empty(second.Stdout);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_child_processes_print_is_shown_in_the_cell_that_ran_them(string language)
    {
        await using var live = new LiveKernel(language);
        for (var number = 1; number <= 3; number++)
        {
            var (status, shown) = await live.RunAsync(Snippets.Fill(Snippets.Of[language].PrintAsChild, $"\"child {number}\""));

            Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
            Assert.Equal($"child {number}\n", shown.Stdout.Replace("\r\n", "\n", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_empty_cell_shows_nothing(string language)
    {
        await using var live = new LiveKernel(language);

        var (status, shown) = await live.RunAsync("");

        Assert.Equal(ExecutionStatus.Ok, status);
        Assert.Empty(shown.Outputs);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_error_names_the_cells_own_line_and_no_file_of_the_worker(string language)
    {
        await using var live = new LiveKernel(language);
        await Gen.Select(Gen.Int[0, 5], Gen.Int[1, 9]).SampleAsync(
            async (blankLines, firstLine) =>
            {
                var sink = new RecordingSink();
                var code = new Code(new string('\n', blankLines) + Snippets.Of[language].Fail, "cell 7", firstLine);
                Assert.Equal(ExecutionStatus.Error, await live.Kernel.ExecuteAsync(code, sink, default));

                Assert.Contains("boom", sink.Error!.Value, StringComparison.Ordinal);
                var traceback = string.Join('\n', sink.Error.Traceback);
                Assert.Matches($@"cell 7\D{{1,8}}{firstLine + blankLines}\b", traceback);
                Assert.DoesNotContain(Built.Workers, traceback, StringComparison.Ordinal);
                Assert.DoesNotContain("orkbook", traceback, StringComparison.Ordinal);
            },
            iter: 10,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Variables_survive_errors_of_every_kind(string language)
    {
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "kept", "42"));

        Assert.Equal(ExecutionStatus.Error, (await live.RunAsync(say.SyntaxError)).Status);
        Assert.Equal(ExecutionStatus.Error, (await live.RunAsync(say.Fail)).Status);

        Assert.Equal(42, (int)(await live.Kernel.GetValueAsync("kept", SharedValue.Json, default)).Value!);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Any_json_comes_back_as_it_was_set(string language)
    {
        await using var live = new LiveKernel(language);
        await anyJson.SampleAsync(
            async json =>
            {
                await live.Kernel.SetValueAsync("value", new SharedValue(SharedValue.Json, JsonNode.Parse(json)), default);
                var back = (await live.Kernel.GetValueAsync("value", SharedValue.Json, default)).Value;

                using var sent = JsonDocument.Parse(json);
                using var received = JsonDocument.Parse(back?.ToJsonString() ?? "null");
                Assert.True(JsonElement.DeepEquals(sent.RootElement, received.RootElement), $"{json} came back as {back?.ToJsonString() ?? "null"}");
            },
            iter: 100,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_undefined_variable_is_refused_by_name(string language)
    {
        await using var live = new LiveKernel(language);

        var refusal = await Assert.ThrowsAsync<SharingException>(() => live.Kernel.GetValueAsync("nowhere", SharedValue.Json, default));

        Assert.Contains("nowhere", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_interrupt_stops_running_code_and_keeps_the_variables(string language)
    {
        await using var live = new LiveKernel(language, patience);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "kept", "42"));
        var process = live.Kernel.ProcessId;

        foreach (var code in new[] { say.Loop, say.PrintForEver, say.WaitForEver, say.SpinForEver })
        {
            using var interrupt = new CancellationTokenSource();
            var sink = new RecordingSink();
            var run = live.StartCell(Snippets.Fill(say.Print, "\"began\"") + "\n" + code, sink, interrupt.Token);
            await sink.UntilAsync(shown => shown.Stdout.StartsWith("began", StringComparison.Ordinal));
            await interrupt.CancelAsync();

            Assert.Equal((code, ExecutionStatus.Interrupted), (code, await run));
            Assert.Contains(sink.Error!.Name, new[] { "KeyboardInterrupt", "OperationCanceledException", "Interrupted" });
        }

        Assert.Equal(42, (int)(await live.Kernel.GetValueAsync("kept", SharedValue.Json, default)).Value!);
        Assert.Equal(process, live.Kernel.ProcessId);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_interrupt_at_any_moment_harms_no_later_cell(string language)
    {
        await using var live = new LiveKernel(language, patience);
        var say = Snippets.Of[language];
        var process = (await live.RunAsync("")).Status == ExecutionStatus.Ok ? live.Kernel.ProcessId : null;

        await Gen.Select(Gen.Bool, Gen.Int[0, 3000]).SampleAsync(
            async (endless, delay) =>
            {
                using var interrupt = new CancellationTokenSource();
                var run = live.StartCell(endless ? say.Loop : Snippets.Fill(say.Print, "1"), new RecordingSink(), interrupt.Token);
                Thread.SpinWait(delay * 20); // from no time at all to a few milliseconds: the moment is what is random
                await interrupt.CancelAsync();
                Assert.True(await run is ExecutionStatus.Interrupted || !endless);

                var (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "2"));
                Assert.Equal((ExecutionStatus.Ok, null, "2"), (status, shown.Error?.Value, shown.Stdout.TrimEnd()));
            },
            iter: 50,
            threads: 1);
        Assert.Equal(process, live.Kernel.ProcessId);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_crash_is_reported_in_its_cell_and_the_next_runs_in_a_fresh_worker(string language)
    {
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "lost", "1"));
        var process = live.Kernel.ProcessId;

        var (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "\"last words\"") + "\n" + say.Crash);

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Equal("last words", shown.Stdout.TrimEnd());
        Assert.Equal("WorkerEnded", shown.Error!.Name);
        Assert.DoesNotContain('\n', shown.Error.Value);

        (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "\"afresh\""));
        Assert.Equal((ExecutionStatus.Ok, "afresh"), (status, shown.Stdout.TrimEnd()));
        Assert.Contains("variables of earlier cells are gone", shown.Stderr, StringComparison.Ordinal);
        Assert.NotEqual(process, live.Kernel.ProcessId);
        await Assert.ThrowsAsync<SharingException>(() => live.Kernel.GetValueAsync("lost", SharedValue.Json, default));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_worker_ends_with_its_host_even_if_that_is_killed(string language)
    {
        var folder = Directory.CreateTempSubdirectory("workbook-test-");
        try
        {
            var say = Snippets.Of[language];
            var notebook = new JsonObject
            {
                ["cells"] = new JsonArray(new JsonObject
                {
                    ["cell_type"] = "code",
                    ["execution_count"] = null,
                    ["id"] = "busy",
                    ["metadata"] = new JsonObject(),
                    ["outputs"] = new JsonArray(),
                    ["source"] = $"#!{language}\n{say.TellProcess}\n{say.Loop}",
                }),
                ["metadata"] = new JsonObject(),
                ["nbformat"] = 4,
                ["nbformat_minor"] = 5,
            };
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "busy.ipynb"), notebook.ToJsonString());
            using var giveUp = new CancellationTokenSource(patience);
            var told = FileAppearsAsync(folder.FullName, "pid", giveUp.Token);
            using var host = Process.Start(new ProcessStartInfo(Path.Combine(Built.Workers, "..", "workbook"), ["run", "busy.ipynb"])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            try
            {
                using var worker = Process.GetProcessById(int.Parse(await told, CultureInfo.InvariantCulture));

                host.Kill();

                await worker.WaitForExitAsync(giveUp.Token);
            }
            finally
            {
                host.Kill(entireProcessTree: true);
                await host.WaitForExitAsync(giveUp.Token);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The text of a file, as soon as it is there.</summary>
    private static async Task<string> FileAppearsAsync(string folder, string name, CancellationToken cancel)
    {
        var appeared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder, name);
        watcher.Created += (_, _) => appeared.TrySetResult();
        watcher.Renamed += (_, _) => appeared.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await appeared.Task.WaitAsync(cancel);
        return await File.ReadAllTextAsync(Path.Combine(folder, name), cancel);
    }
}
