using System.Collections;

namespace AsyncWorkbook;

/// <summary>The verdicts on several variants of a problem. A notebook shows one table below the other.</summary>
public sealed class Verdicts : IReadOnlyList<Verdict>
{
    private readonly IReadOnlyList<Verdict> verdicts;

    internal Verdicts(IReadOnlyList<Verdict> verdicts)
    {
        this.verdicts = verdicts;
    }

    /// <summary>The worst of all verdicts.</summary>
    public Judgement Overall => verdicts.Select(verdict => verdict.Overall).DefaultIfEmpty().Max();

    /// <inheritdoc/>
    public int Count => verdicts.Count;

    /// <inheritdoc/>
    public Verdict this[int index] => verdicts[index];

    /// <inheritdoc/>
    public IEnumerator<Verdict> GetEnumerator() => verdicts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
