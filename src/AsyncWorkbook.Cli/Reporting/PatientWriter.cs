using System.Text;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>
/// A stream of the process that may be full or closed: what cannot be printed is no reason to lose what has been computed. It goes
/// on without a word, and says afterwards what was wrong.
/// </summary>
/// <param name="output">The stream.</param>
internal sealed class PatientWriter(TextWriter output) : TextWriter
{
    /// <summary>Why something was not printed; null if all was.</summary>
    public string? Failure { get; private set; }

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Try(() => output.Write(value));

    public override void Write(string? value) => Try(() => output.Write(value));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => output.WriteLine(value));

    public override void Flush() => Try(output.Flush);

    private void Try(Action write)
    {
        if (Failure is not null)
        {
            return; // a report with a hole in it would be worse
        }

        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Failure = e.Message;
        }
    }
}
