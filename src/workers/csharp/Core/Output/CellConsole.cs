using System.Text;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Questions;
using AsyncWorkbook.Workers.CSharp.Core.Running;

namespace AsyncWorkbook.Workers.CSharp.Core.Output;

/// <summary>Turns what user code prints with <see cref="Console"/> into stream events of the cell that prints.</summary>
internal static class CellConsole
{
    private static readonly AsyncLocal<Action<string, string>?> diverted = new();
    private static IEvents? channel;

    /// <summary>
    /// Makes <see cref="Console"/> write to <paramref name="events"/>. Done again for each cell: an earlier one may have
    /// replaced the writers, or been aborted inside the lock that <see cref="Console"/> puts around them.
    /// </summary>
    public static void Install(IEvents events)
    {
        channel = events;
        Install();
    }

    /// <summary>Does so again, where something has come in front.</summary>
    public static void Install()
    {
        Console.SetOut(new Writer(channel!, "stdout"));
        Console.SetError(new Writer(channel!, "stderr"));
        Console.SetIn(new AskingReader());
    }

    /// <summary>From here until it is disposed, what the calling method and what it starts print goes elsewhere.</summary>
    /// <param name="print">Takes <c>stdout</c> or <c>stderr</c> and the text.</param>
    public static IDisposable Divert(Action<string, string> print)
    {
        var outer = diverted.Value;
        diverted.Value = print;
        return new Restored(outer);
    }

    private sealed class Restored(Action<string, string>? outer) : IDisposable
    {
        public void Dispose() => diverted.Value = outer;
    }

    private sealed class Writer(IEvents events, string name) : TextWriter
    {
        private const string lineEnd = "\n"; // outputs are the same on every system

        public override Encoding Encoding => Encoding.UTF8;

        public override string NewLine => lineEnd;

        public override void Write(char value) => Print(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Print(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Print(buffer.ToString());

        public override void Write(string? value) => Print(value);

        public override void WriteLine() => Print(lineEnd);

        public override void WriteLine(string? value) => Print(value + lineEnd);

        private void Print(string? text)
        {
            if (!string.IsNullOrEmpty(text) && diverted.Value is { } print)
            {
                print(name, text);
            }
            else if (!string.IsNullOrEmpty(text) && Execution.Current is { } execution)
            {
                events.Print(execution.Id, name, text);
            }
        }
    }
}
