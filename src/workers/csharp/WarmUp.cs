using AsyncWorkbook.Workers.CSharp.Formatting;
using AsyncWorkbook.Workers.CSharp.Submissions;

namespace AsyncWorkbook.Workers.CSharp;

/// <summary>Makes the first cell fast: loads and prepares compiler and formatters while the host reads the notebook.</summary>
internal static class WarmUp
{
    public static void Start()
    {
        new Thread(Compile) { Name = "warm-up", IsBackground = true }.UnsafeStart();
    }

    private static void Compile()
    {
        var chain = new SubmissionChain(Environment.CurrentDirectory);
        var cell = chain.Compile(
            new CellSource("var a = new[] { 1 }.Select(n => n + 1).ToList(); await Task.Yield(); foreach (var n in a) { } a", "warm-up", 1),
            CancellationToken.None);
        MimeBundle.Of(chain.Load(cell)().GetAwaiter().GetResult());
    }
}
