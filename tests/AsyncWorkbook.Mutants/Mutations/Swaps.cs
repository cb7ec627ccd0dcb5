namespace AsyncWorkbook.Mutants.Mutations;

/// <summary>Names of one language that are easily mistaken for each other.</summary>
/// <param name="Names">What may stand for a name; a name that begins with a dot stands for that member of anything.</param>
/// <param name="Wrappers">Calls that may be replaced by their first argument.</param>
/// <param name="Bounds">Calls whose first argument is a bound, which may be one too many.</param>
internal sealed record Swaps(IReadOnlyDictionary<string, string[]> Names, IReadOnlySet<string> Wrappers, IReadOnlySet<string> Bounds)
{
    public static Swaps CSharp { get; } = new(
        new Dictionary<string, string[]>
        {
            ["Task.WhenAll"] = ["Task.WhenAny"],
            ["Task.WhenAny"] = ["Task.WhenAll"],
            ["Task.Yield"] = ["Task.FromResult<object>"],
            [".RunContinuationsAsynchronously"] = ["None"],
            [".ExecuteSynchronously"] = ["None"],
            [".TrySetResult"] = ["SetResult"],
            [".Enqueue"] = ["Push"],
            [".Append"] = ["Prepend"],
            [".First"] = ["Last"],
            [".Min"] = ["Max"],
            [".Max"] = ["Min"],
            [".IsCompletedSuccessfully"] = ["IsCompleted"],
            [".IsFaulted"] = ["IsCompleted"],
        },
        new HashSet<string> { "Task.Run" },
        new HashSet<string> { "SemaphoreSlim", "Channel.CreateBounded" });

    public static Swaps JavaScript { get; } = new(
        new Dictionary<string, string[]>
        {
            ["Promise.all"] = ["Promise.allSettled", "Promise.race"],
            ["Promise.allSettled"] = ["Promise.all"],
            ["Promise.race"] = ["Promise.any", "Promise.all"],
            ["Promise.any"] = ["Promise.race"],
            [".push"] = ["unshift"],
            [".shift"] = ["pop"],
            [".then"] = ["catch"],
            [".finally"] = ["then"],
            [".reject"] = ["resolve"],
            [".min"] = ["max"],
            [".max"] = ["min"],
        },
        new HashSet<string> { "Promise.resolve" },
        new HashSet<string>());

    public static Swaps Python { get; } = new(
        new Dictionary<string, string[]>
        {
            ["asyncio.FIRST_COMPLETED"] = ["asyncio.FIRST_EXCEPTION", "asyncio.ALL_COMPLETED"],
            ["asyncio.FIRST_EXCEPTION"] = ["asyncio.FIRST_COMPLETED", "asyncio.ALL_COMPLETED"],
            ["asyncio.ALL_COMPLETED"] = ["asyncio.FIRST_COMPLETED", "asyncio.FIRST_EXCEPTION"],
            [".append"] = ["appendleft"],
            [".popleft"] = ["pop"],
            ["min"] = ["max"],
            ["max"] = ["min"],
        },
        new HashSet<string> { "asyncio.as_completed", "asyncio.create_task", "asyncio.shield", "asyncio.wait_for", "asyncio.to_thread" },
        new HashSet<string> { "asyncio.Semaphore", "asyncio.BoundedSemaphore", "asyncio.Queue" });

    /// <summary>A comparison that differs at its bound.</summary>
    public static string? AtBound(string comparison) => comparison switch
    {
        "<" => "<=",
        "<=" => "<",
        ">" => ">=",
        ">=" => ">",
        _ => null,
    };

    /// <summary>What may stand for a member or name.</summary>
    /// <param name="text">All of it, such as <c>Promise.all</c>.</param>
    /// <param name="name">Its last name, such as <c>all</c>.</param>
    /// <returns>The texts for all of it.</returns>
    public IEnumerable<string> Of(string text, string name) =>
        Names.TryGetValue(text, out var whole) ? whole
        : text.Length > name.Length && Names.TryGetValue("." + name, out var members) ? members.Select(member => text[..^name.Length] + member)
        : [];
}
