namespace AsyncWorkbook.Servers.Practice;

/// <summary>A player of chess, as the server tells of one.</summary>
/// <param name="Id">The number that it was asked for.</param>
/// <param name="Name">A name that follows from the number.</param>
/// <param name="Rating">So does the rating.</param>
internal sealed record Player(int Id, string Name, int Rating)
{
    /// <summary>How long an ordinary answer takes.</summary>
    public static readonly TimeSpan Thinks = TimeSpan.FromMilliseconds(20);

    private static readonly string[] names = ["Ada", "Ben", "Chen", "Dina", "Emil", "Fay", "Goran", "Hana", "Ivo", "June"];

    public static Player Of(int id) => new(id, names[id % names.Length], 1500 + (id * 37 % 1000));

    /// <summary>1 to 99 answer, 100 to 199 keep one waiting, 200 to 299 fail at first, and others are not there.</summary>
    public static Manner Manner(int id) => id switch
    {
        >= 1 and < 100 => Practice.Manner.Answers,
        >= 100 and < 200 => Practice.Manner.KeepsWaiting,
        >= 200 and < 300 => Practice.Manner.FailsAtFirst,
        _ => Practice.Manner.IsNotThere,
    };

    /// <summary>How many times in a run a player who fails at first does so: 203 fails three times.</summary>
    public static int Failures(int id) => id - 200;
}

/// <summary>How a player treats those who ask.</summary>
internal enum Manner
{
    Answers,
    KeepsWaiting,
    FailsAtFirst,
    IsNotThere,
}

/// <summary>The answer to a request that only waits.</summary>
internal sealed record Delayed(int Ms);

/// <summary>The answer to a request that was refused.</summary>
internal sealed record Refusal(string Error);
