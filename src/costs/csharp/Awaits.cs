using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace AsyncWorkbook.Costs;

/// <summary>Kinds of awaits. Each does its operation as often as it is told, on the pool.</summary>
public static class Awaits
{
    /// <summary>The kinds by name.</summary>
    public static IReadOnlyDictionary<string, Func<int, Task>> Kinds { get; } = new Dictionary<string, Func<int, Task>>
    {
        ["call"] = CallAsync,
        ["ready"] = ReadyAsync,
        ["completed 1"] = count => ThroughAsync(1, FramesAsync, count),
        ["completed 10"] = count => ThroughAsync(10, FramesAsync, count),
        ["completed 100"] = count => ThroughAsync(100, FramesAsync, count),
        ["completed 10, value"] = count => ThroughAsync(10, ValueFramesAsync, count),
        ["yielding 1"] = count => ThroughAsync(1, YieldingFramesAsync, count),
        ["yielding 10"] = count => ThroughAsync(10, YieldingFramesAsync, count),
        ["yielding 100"] = count => ThroughAsync(100, YieldingFramesAsync, count),
        ["yielding 1, pooled"] = count => ThroughAsync(1, PooledFramesAsync, count),
        ["yielding 10, pooled"] = count => ThroughAsync(10, PooledFramesAsync, count),
        ["create"] = CreateAsync,
        ["ping-pong"] = count => PingPongAsync(count, inline: false),
        ["ping-pong, inline"] = count => PingPongAsync(count, inline: true),
    };

    /// <summary>An async method through as many frames as it is told, of which none waits.</summary>
    private static async Task<int> FramesAsync(int depth) => depth > 1 ? await FramesAsync(depth - 1) : depth + 1000;

    /// <summary>The same with <see cref="ValueTask{TResult}"/>.</summary>
    private static async ValueTask<int> ValueFramesAsync(int depth) => depth > 1 ? await ValueFramesAsync(depth - 1) : depth + 1000;

    /// <summary>Through as many frames as it is told, and the innermost gives way once.</summary>
    private static async Task<int> YieldingFramesAsync(int depth)
    {
        if (depth > 1)
        {
            return await YieldingFramesAsync(depth - 1);
        }

        await Task.Yield();
        return depth + 1000;
    }

    /// <summary>The same, and what it needs while it waits comes from a pool.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> PooledFramesAsync(int depth)
    {
        if (depth > 1)
        {
            return await PooledFramesAsync(depth - 1);
        }

        await Task.Yield();
        return depth + 1000;
    }

    private static Task CallAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Plain();
        }

        return Task.CompletedTask;
    }

    /// <summary>A call, for comparison.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Plain() => 1;

    /// <summary>Something that is complete, and kept.</summary>
    private static async Task ReadyAsync(int count)
    {
        var done = Task.FromResult(1000);
        for (var i = 0; i < count; i++)
        {
            await done;
        }
    }

    private static async Task ThroughAsync(int depth, Func<int, Task<int>> run, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await run(depth);
        }
    }

    private static async Task ThroughAsync(int depth, Func<int, ValueTask<int>> run, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await run(depth);
        }
    }

    /// <summary>Tasks, a thousand at a time, that give way once.</summary>
    private static async Task CreateAsync(int count)
    {
        for (var done = 0; done < count; done += 1000)
        {
            var tasks = new Task[Math.Min(1000, count - done)];
            for (var i = 0; i < tasks.Length; i++)
            {
                tasks[i] = YieldingFramesAsync(1);
            }

            await Task.WhenAll(tasks);
        }
    }

    /// <summary>A message there and back, through two queues.</summary>
    private static async Task PingPongAsync(int count, bool inline)
    {
        var options = new UnboundedChannelOptions
        {
            SingleReader = true,
            SingleWriter = true,
            AllowSynchronousContinuations = inline,
        };
        var (there, back) = (Channel.CreateUnbounded<int>(options), Channel.CreateUnbounded<int>(options));
        var answering = Task.Run(async () =>
        {
            for (var i = 0; i < count; i++)
            {
                await back.Writer.WriteAsync(await there.Reader.ReadAsync());
            }
        });
        for (var i = 0; i < count; i++)
        {
            await there.Writer.WriteAsync(i);
            await back.Reader.ReadAsync();
        }

        await answering;
    }
}
