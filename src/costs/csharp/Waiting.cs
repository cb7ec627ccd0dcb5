namespace AsyncWorkbook.Costs;

/// <summary>Ways to have many waits under way. Each starts them and returns their tasks.</summary>
internal static class Waiting
{
    public static IReadOnlyDictionary<string, Func<int, TimeSpan, Task[]>> Variants { get; } =
        new Dictionary<string, Func<int, TimeSpan, Task[]>>
        {
            // The unit: a coroutine that awaits one timer.
            ["coroutine"] = (tasks, time) => Many(tasks, () => WaitAsync(time)),

            // No coroutine of one's own: a task that is the timer.
            ["bare"] = (tasks, time) => Many(tasks, () => Task.Delay(time)),

            // The unit, begun on the pool.
            ["run"] = (tasks, time) => Many(tasks, () => Task.Run(() => WaitAsync(time))),

            // A thread for each, for comparison.
            ["thread"] = (tasks, time) => Many(tasks, () => OnAThreadAsync(time)),
        };

    private static Task[] Many(int tasks, Func<Task> start)
    {
        var waits = new Task[tasks];
        for (var i = 0; i < tasks; i++)
        {
            waits[i] = start();
        }

        return waits;
    }

    private static async Task WaitAsync(TimeSpan time) => await Task.Delay(time);

    private static Task OnAThreadAsync(TimeSpan time) => Task.Factory.StartNew(
        () => Thread.Sleep(time), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
