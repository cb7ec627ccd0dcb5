namespace AsyncWorkbook.Workers.CSharp.Core.Questions;

/// <summary>The input of <see cref="Console"/>: each line is a question to the reader.</summary>
internal sealed class AskingReader : TextReader
{
    private string rest = ""; // of the last line, with its end

    public override int Peek()
    {
        Fill();
        return rest[0];
    }

    public override int Read()
    {
        Fill();
        var first = rest[0];
        rest = rest[1..];
        return first;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0)
        {
            return 0;
        }

        Fill();
        var length = Math.Min(count, rest.Length);
        rest.CopyTo(0, buffer, index, length);
        rest = rest[length..];
        return length;
    }

    public override string ReadLine()
    {
        Fill();
        var line = rest[..^1];
        rest = "";
        return line;
    }

    /// <summary>The input has no end: one line stands for all of it.</summary>
    public override string ReadToEnd() => ReadLine();

    private void Fill()
    {
        if (rest.Length == 0)
        {
            if (!HostQuestions.CanBlock)
            {
                throw new InvalidOperationException("A C# cell in a page cannot wait for an answer: give the variable a value in the cell.");
            }

            // Blocks, as a console does; an interrupt ends the wait.
            rest = InputRequests.AskAsync("", secret: false).GetAwaiter().GetResult() + "\n";
        }
    }
}
