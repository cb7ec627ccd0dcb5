using AsyncWorkbook.Workers.CSharp.Formatting;
using AsyncWorkbook.Workers.CSharp.Submissions;

namespace AsyncWorkbook.Workers.CSharp;

/// <summary>Makes the first cell fast: prepares compiler and formatters while the host connects and reads the notebook.</summary>
internal sealed class WarmUp
{
    private const string typicalCell = """
        var numbers = new[] { 1, 2 }.Select(n => n + 1).ToList();
        foreach (var n in numbers) { await Task.Yield(); }
        numbers
        """;

    private readonly Thread compiler = new(Compile) { Name = "warm-up", IsBackground = true };
    private readonly Thread formatter = new(Format) { Name = "warm-up", IsBackground = true };

    public static WarmUp Start()
    {
        var warmUp = new WarmUp();
        warmUp.compiler.UnsafeStart();
        warmUp.formatter.UnsafeStart();
        return warmUp;
    }

    /// <summary>Waits for the compiler: a cell that overtakes it would only do the same work a second time.</summary>
    public void Wait() => compiler.Join();

    private static void Compile()
    {
        var chain = new SubmissionChain(Environment.CurrentDirectory);
        var cell = chain.Compile(new CellSource(typicalCell, "warm-up", 1), CancellationToken.None);
        chain.Load(cell)().GetAwaiter().GetResult();
    }

    private static void Format()
    {
        MimeBundle.Of(1);
        MimeBundle.Of(new { Name = "" });
    }
}
