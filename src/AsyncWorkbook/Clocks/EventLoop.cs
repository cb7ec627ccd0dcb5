namespace AsyncWorkbook;

/// <summary>
/// A single-threaded event loop: continuations come back to it one at a time, first in, first out, and timers fire in
/// the order of their due time, those due together in the order in which they were set.
/// </summary>
/// <remarks>
/// One timer fires, then everything it made runnable runs, and only then the next timer fires. The twins in JavaScript
/// and Python keep the same rule, so a program that is deterministic in one language is so in all three.
/// </remarks>
internal sealed class EventLoop : SynchronizationContext
{
    private readonly object gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = new();
    private readonly PriorityQueue<(LoopTimer Timer, long Setting), (long Due, long Order)> timers = new();
    private readonly IMoment moment;
    private long order;

    /// <summary>Creates a loop on a clock.</summary>
    /// <param name="moment">Tells the time and lets it pass.</param>
    public EventLoop(IMoment moment)
    {
        this.moment = moment;
    }

    /// <summary>Queues a continuation; may be called from any thread.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            ready.Enqueue((d, state));
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Not offered: waiting for the loop from inside the loop would never end.</summary>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A single-threaded loop cannot wait for itself; use Post.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Sets a timer; its due time counts from the present moment.</summary>
    public ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LoopTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs <paramref name="main"/> on the calling thread, which it keeps until the program is done.</summary>
    /// <returns>The program's task, completed.</returns>
    /// <exception cref="DeadlockException">The clock is virtual and the program can never be done.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> main)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = main();
            // The loop may be asleep when the program ends on another thread, so its end is something to wake up for.
            task.GetAwaiter().UnsafeOnCompleted(() => Post(static _ => { }, null));
            while (!task.IsCompleted)
            {
                RunNext();
            }

            return task;
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>
    /// Runs <paramref name="main"/> where one thread is all there is, as in a page. The loop shares it with the thread pool, which has
    /// its turn whenever nothing is runnable here: what the program has the pool do comes before time passes.
    /// </summary>
    /// <inheritdoc cref="RunAsync{T}"/>
    public async Task<T> RunInTurnsAsync<T>(Func<Task<T>> main)
    {
        Task<T>? task = null;
        InContext(() => task = main());
        while (!task!.IsCompleted)
        {
            if (TryTake(out var step, out var timer))
            {
                InContext(() => Run(step, timer));
            }
            else if (!await PoolTurns.TakeAsync(() => HasReady))
            {
                Pass();
            }
        }

        return await task;
    }

    private bool HasReady
    {
        get
        {
            lock (gate)
            {
                return ready.Count > 0;
            }
        }
    }

    private void InContext(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) step, out LoopTimer? timer)
    {
        lock (gate)
        {
            step = default;
            timer = null;
            return (moment.IsReal && TryTakeDue(out timer)) || ready.TryDequeue(out step) || TryTakeDue(out timer);
        }
    }

    private void Pass() => moment.Pass(timers.TryPeek(out _, out var next) ? next.Due : null, gate);

    private void RunNext()
    {
        (SendOrPostCallback Callback, object? State) step;
        LoopTimer? timer = null;
        lock (gate)
        {
            while (!ready.TryDequeue(out step) && !TryTakeDue(out timer))
            {
                Pass();
            }
        }

        Run(step, timer);
    }

    private void Run((SendOrPostCallback Callback, object? State) step, LoopTimer? timer)
    {
        if (timer is null)
        {
            step.Callback(step.State);
            return;
        }

        // Timers fire outside the context, as the runtime's own do: continuations are then posted instead of running
        // inside the timer, which keeps the queue first in, first out.
        SetSynchronizationContext(null);
        try
        {
            timer.Fire();
        }
        finally
        {
            SetSynchronizationContext(this);
        }
    }

    private bool TryTakeDue(out LoopTimer? timer)
    {
        while (timers.TryPeek(out var entry, out var when))
        {
            if (entry.Setting != entry.Timer.Setting)
            {
                timers.Dequeue(); // disposed, or set again since
            }
            else if (when.Due > moment.Now)
            {
                break;
            }
            else
            {
                timers.Dequeue();
                timer = entry.Timer;
                return true;
            }
        }

        timer = null;
        return false;
    }

    private sealed class LoopTimer(EventLoop loop, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;
        private bool disposed;

        /// <summary>Counts the settings of this timer; a queued entry with an older number is void.</summary>
        public long Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (loop.gate)
            {
                if (disposed)
                {
                    return false;
                }

                Setting++;
                this.period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    loop.timers.Enqueue((this, Setting), (loop.moment.Now + dueTime.Ticks, ++loop.order));
                    Monitor.Pulse(loop.gate);
                }

                return true;
            }
        }

        public void Fire()
        {
            if (period > TimeSpan.Zero)
            {
                Change(period, period);
            }

            callback(state);
        }

        public void Dispose() => Cancel();

        public ValueTask DisposeAsync()
        {
            Cancel();
            return ValueTask.CompletedTask;
        }

        private void Cancel()
        {
            lock (loop.gate)
            {
                Setting++;
                disposed = true;
            }
        }
    }
}
