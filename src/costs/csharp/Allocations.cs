using System.Runtime.CompilerServices;

namespace AsyncWorkbook.Costs;

/// <summary>
/// What kinds of async methods take from the heap, to the byte. Everything runs on one thread, and what waits is let go by
/// hand, so nothing but the method itself is counted.
/// </summary>
internal static class Allocations
{
    private const int times = 1000;

    private static readonly Gate gate = new();

    /// <summary>The kinds by name: what each does once.</summary>
    public static IReadOnlyDictionary<string, Action> Kinds { get; } = new Dictionary<string, Action>
    {
        ["completed, Task"] = () => Use(CompletedAsync()),
        ["completed, Task<int> of 1"] = () => Use(CompletedAsync(1)),
        ["completed, Task<int>"] = () => Use(CompletedAsync(1000)),
        ["completed, ValueTask<int>"] = () => Use(CompletedValueAsync(1000)),
        ["waiting, Task<int>"] = () => Wait(WaitingAsync(1000)),
        ["waiting, ValueTask<int>"] = () => Wait(WaitingValueAsync(1000)),
        ["waiting, pooled ValueTask<int>"] = () => Wait(PooledAsync(1000)),
    };

    /// <summary>Bytes from the heap for doing it once, when it has been done before.</summary>
    public static double BytesOf(Action kind)
    {
        Repeat(kind);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(kind);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)times;
    }

    private static void Repeat(Action kind)
    {
        for (var i = 0; i < times; i++)
        {
            kind();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task CompletedAsync() => await Task.CompletedTask;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> CompletedAsync(int value)
    {
        await Task.CompletedTask;
        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async ValueTask<int> CompletedValueAsync(int value)
    {
        await Task.CompletedTask;
        return value;
    }

    private static async Task<int> WaitingAsync(int value)
    {
        await gate;
        return value;
    }

    private static async ValueTask<int> WaitingValueAsync(int value)
    {
        await gate;
        return value;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> PooledAsync(int value)
    {
        await gate;
        return value;
    }

    private static void Use(Task task) => task.GetAwaiter().GetResult();

    private static void Use(ValueTask<int> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task<int> task)
    {
        gate.Open();
        Use(task);
    }

    private static void Wait(ValueTask<int> task)
    {
        gate.Open();
        Use(task);
    }

    /// <summary>What a method waits for until it is opened; it takes nothing from the heap itself.</summary>
    private sealed class Gate : ICriticalNotifyCompletion
    {
        private Action? next;

        public bool IsCompleted => false;

        public Gate GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => next = continuation;

        public void UnsafeOnCompleted(Action continuation) => next = continuation;

        public void Open() => next!();
    }
}
