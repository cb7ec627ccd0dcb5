using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Mutants.Chapters;

namespace AsyncWorkbook.Mutants.Sweeping;

/// <summary>
/// Runs a chapter's mutants: the changed cell and those below it that follow from it, until something notices. A session
/// serves for many. After the mutants of a cell it runs unchanged, and unless everything is shown that was shown first, the
/// session is given up, and they are tried again with that test after each. What nothing has noticed is tried again in a
/// session of its own, where nobody has left a result that hides what is missing: all of a cell together first, as most of
/// them survive that, too, and by halves where something notices.
/// </summary>
public sealed class ChapterSweep : IAsyncDisposable
{
    private const int mostSubmissions = 200; // of C#: each makes the next one slower

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(10); // of a cell as it is; only what has no end runs into it

    private readonly ChapterCode chapter;
    private readonly SurvivorList known;
    private readonly string workers;
    private readonly Dictionary<CodeCell, CellOutcome> unchanged = [];
    private readonly HashSet<CodeCell> seenTwice = [];
    private readonly HashSet<CodeCell> restless = []; // they show something else each time, such as a measured time
    private ChapterSession? session;

    /// <summary>Prepares a sweep; nothing runs yet.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="known">Those that are known to survive: they need no second trial.</param>
    /// <param name="workers">The folder with the workers.</param>
    public ChapterSweep(ChapterCode chapter, SurvivorList known, string workers)
    {
        this.chapter = chapter;
        this.known = known;
        this.workers = workers;
    }

    /// <summary>How many sessions were opened so far.</summary>
    public int Sessions { get; private set; }

    /// <summary>Runs the chapter with one cell changed, for each of its mutants or some of them.</summary>
    /// <param name="mutants">The mutants, those of a cell together.</param>
    /// <exception cref="InvalidOperationException">The chapter does not hold without a change.</exception>
    public async IAsyncEnumerable<Finding> RunAsync(IEnumerable<Mutant> mutants)
    {
        var byCell = mutants.GroupBy(mutant => mutant.Cell).ToList();
        var needed = byCell.SelectMany(ofCell => chapter.Before(chapter.Following(ofCell.Key))).ToHashSet();
        if (!needed.IsSubsetOf(unchanged.Keys))
        {
            await using var first = Open();
            await PrepareAsync(first, chapter.Needed.Where(needed.Contains)); // of a long chapter often a small part
        }

        foreach (var ofCell in byCell)
        {
            var following = chapter.Following(ofCell.Key);
            var reach = ReachOf(following);
            var isRepeatable = await IsRepeatableAsync(reach);
            List<Finding> findings = [];
            foreach (var mutant in ofCell)
            {
                findings.Add(isRepeatable ? await RunAsync(mutant, reach) : new Finding(mutant, Notice.Nothing, ""));
            }

            var isClean = !isRepeatable || await IsRestoredAsync(reach);
            List<Mutant> unnoticed = [];
            foreach (var finding in findings)
            {
                // Alone, a mutant has done no harm to another.
                var again = finding;
                if (!isClean && findings.Count > 1 && finding.Notice is Notice.Verdict or Notice.Failure)
                {
                    again = await RunAsync(finding.Mutant, reach);
                    await IsRestoredAsync(reach);
                }

                switch (again.Notice)
                {
                    case Notice.Nothing when !known.Has(again.Mutant):
                        unnoticed.Add(again.Mutant);
                        break;
                    case Notice.Outputs when !known.Has(again.Mutant):
                        yield return await ConfirmAsync(again.Mutant, following);
                        break;
                    default:
                        yield return again;
                        break;
                }
            }

            foreach (var together in Mutant.Apart(unnoticed))
            {
                await foreach (var finding in ConfirmAsync(together, following))
                {
                    yield return finding;
                }
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>What follows, as far as the first verdict: those below may add runs that it does not know.</summary>
    private static List<CodeCell> ReachOf(IReadOnlyList<CodeCell> following)
    {
        var verdict = following.ToList().FindIndex(cell => cell.Role == CellRole.Verdict);
        return [.. following.Take(verdict < 0 ? following.Count : verdict + 1)];
    }

    private async Task<ChapterSession> SessionForAsync(List<CodeCell> reach)
    {
        if (session is not { Submissions: < mostSubmissions })
        {
            await CloseAsync();
            session = Open();
        }

        await PrepareAsync(session, chapter.Before(reach));
        return session;
    }

    /// <summary>Whether cells can run again in one session; C# does not take everything twice.</summary>
    private async Task<bool> IsRepeatableAsync(List<CodeCell> reach)
    {
        if (reach.TrueForAll(seenTwice.Contains))
        {
            return true;
        }

        var ready = await SessionForAsync(reach);
        foreach (var cell in reach)
        {
            var outcome = await ready.RunAsync(cell, cell.Source, LimitOf(cell));
            if (!outcome.IsFine)
            {
                await CloseAsync();
                return false;
            }

            seenTwice.Add(cell);
            NoteIfRestless(cell, outcome);
        }

        return true;
    }

    private async Task<Finding> RunAsync(Mutant mutant, List<CodeCell> reach)
    {
        var finding = await RunAsync(await SessionForAsync(reach), mutant, reach);
        if (finding.Notice == Notice.NoEnd)
        {
            await CloseAsync();
        }

        return finding;
    }

    private async IAsyncEnumerable<Finding> ConfirmAsync(IReadOnlyList<Mutant> mutants, IReadOnlyList<CodeCell> following)
    {
        var all = await ConfirmAsync(Mutant.Together(mutants), following);
        if (mutants.Count == 1 || all.Notice == Notice.Nothing)
        {
            foreach (var mutant in mutants)
            {
                yield return all with { Mutant = mutant };
            }

            yield break;
        }

        foreach (var half in mutants.Chunk((mutants.Count + 1) / 2))
        {
            await foreach (var finding in ConfirmAsync(half, following))
            {
                yield return finding;
            }
        }
    }

    private async Task<Finding> ConfirmAsync(Mutant mutant, IReadOnlyList<CodeCell> following)
    {
        await using var fresh = Open();
        await PrepareAsync(fresh, chapter.Before(following).TakeWhile(cell => cell != mutant.Cell));
        return await RunAsync(fresh, mutant, chapter.Before(following).SkipWhile(cell => cell != mutant.Cell));
    }

    private async Task<Finding> RunAsync(ChapterSession session, Mutant mutant, IEnumerable<CodeCell> cells)
    {
        var finding = new Finding(mutant, Notice.Nothing, "");
        foreach (var cell in cells)
        {
            var outcome = await session.RunAsync(cell, cell == mutant.Cell ? mutant.Source : cell.Source, LimitOf(cell));
            if (!outcome.IsFine)
            {
                var notice = outcome.Status switch
                {
                    CellStatus.Timeout => Notice.NoEnd,
                    CellStatus.Ok or CellStatus.ExpectedError => Notice.Verdict,
                    _ => Notice.Failure,
                };
                return new Finding(mutant, notice, cell.Id);
            }

            if (finding.Notice == Notice.Nothing && !restless.Contains(cell) && !outcome.ShowsAs(unchanged[cell]))
            {
                finding = new Finding(mutant, Notice.Outputs, cell.Id);
            }
        }

        return finding;
    }

    /// <summary>Runs cells unchanged behind their mutants; closes the session unless they show what they showed first.</summary>
    private async Task<bool> IsRestoredAsync(List<CodeCell> reach)
    {
        foreach (var cell in reach)
        {
            if (session is null)
            {
                return true;
            }

            var outcome = await session.RunAsync(cell, cell.Source, LimitOf(cell));
            if (!outcome.IsFine || !(restless.Contains(cell) || outcome.ShowsAsButForWarnings(unchanged[cell])))
            {
                await CloseAsync();
                return false;
            }
        }

        return true;
    }

    /// <summary>Runs those cells unchanged that have not run in the session.</summary>
    private async Task PrepareAsync(ChapterSession session, IEnumerable<CodeCell> cells)
    {
        foreach (var cell in cells.Where(cell => !session.HasRun(cell)))
        {
            var outcome = await session.RunAsync(cell, cell.Source, limit);
            NoteIfRestless(cell, outcome.IsFine ? outcome : throw new InvalidOperationException(
                $"{chapter.Name}, cell {cell.Id} does not hold as it is: {outcome.Outputs}"));
        }
    }

    private void NoteIfRestless(CodeCell cell, CellOutcome outcome)
    {
        if (!unchanged.TryAdd(cell, outcome) && !outcome.ShowsAs(unchanged[cell]))
        {
            restless.Add(cell);
        }
    }

    private ChapterSession Open()
    {
        Sessions++;
        return new ChapterSession(chapter, workers);
    }

    private async Task CloseAsync()
    {
        if (session is not null)
        {
            await session.DisposeAsync();
            session = null;
        }
    }

    /// <summary>Long against what the cell takes unchanged on this machine: only what has no end runs into it.</summary>
    private TimeSpan LimitOf(CodeCell cell) => TimeSpan.FromSeconds(10) + (10 * unchanged[cell].Elapsed);
}
