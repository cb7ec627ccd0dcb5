using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Shell.Lifetime;

/// <summary>
/// Makes the first cell fast: prepares compiler and formatters while the host connects and reads the notebook. What most
/// cells need comes first; the rest only as long as no cell waits, which would prepare for itself what it needs.
/// </summary>
internal sealed class WarmUp
{
    private const string shortestCell = "1";

    private const string typicalCell = """
        var numbers = new[] { 1, 2 }.Select(n => n + 1).ToList();
        foreach (var n in numbers) { await Task.Yield(); }
        numbers
        """;

    private readonly Thread compiler;
    private readonly Thread formatter;
    private volatile bool cellWaits;

    private WarmUp()
    {
        compiler = new(Compile) { Name = "warm-up", IsBackground = true };
        formatter = new(Format) { Name = "warm-up", IsBackground = true };
    }

    public static WarmUp Start()
    {
        var warmUp = new WarmUp();
        warmUp.compiler.UnsafeStart();
        warmUp.formatter.UnsafeStart();
        return warmUp;
    }

    /// <summary>Does all of it, for a record of what the start needs; see <c>Workers.targets</c>.</summary>
    public static void Complete() => Start().formatter.Join();

    /// <summary>Waits for the compiler: a cell that overtakes it would only do the same work a second time.</summary>
    public void Wait()
    {
        cellWaits = true;
        compiler.Join();
    }

    private void Compile()
    {
        var chain = new SubmissionChain(Environment.CurrentDirectory);
        Run(chain, shortestCell);
        if (!cellWaits)
        {
            Run(chain, typicalCell);
        }
    }

    private static void Run(SubmissionChain chain, string code)
    {
        var cell = chain.Compile(new CellSource(code, "warm-up", 1), CancellationToken.None);
        chain.Load(cell).StartAsync().GetAwaiter().GetResult();
    }

    private void Format()
    {
        MimeBundle.Of(1);
        compiler.Join(); // the processor is the compiler's, and the host's
        if (!cellWaits)
        {
            MimeBundle.Of(new { Name = "" });
        }
    }
}
