namespace AsyncWorkbook.Costs;

/// <summary>A tree in which each task has ten children, down to the leaves, which answer with their number.</summary>
internal static class Skynet
{
    /// <summary>The sum of the numbers of the leaves from the first one on.</summary>
    public static async Task<long> SumAsync(long first, long leaves)
    {
        if (leaves == 1)
        {
            return first;
        }

        var share = leaves / 10;
        var children = new Task<long>[10];
        for (var i = 0; i < children.Length; i++)
        {
            var begin = first + (i * share);
            children[i] = Task.Run(() => SumAsync(begin, share));
        }

        return (await Task.WhenAll(children)).Sum();
    }
}
