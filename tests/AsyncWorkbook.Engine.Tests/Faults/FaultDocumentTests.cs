using System.Globalization;
using System.Text;

namespace AsyncWorkbook.Engine.Tests.Faults;

/// <summary>docs/faults.md says what the table says, and <see cref="FaultTests"/> sees to it that the table is true.</summary>
public sealed class FaultDocumentTests
{
    /// <summary>Set to anything, it has the document written instead of compared.</summary>
    private const string rewrite = "WORKBOOK_WRITE_DOCS";

    private static string DocumentPath => Repository.PathOf("docs", "faults.md");

    [Fact]
    public void The_document_is_made_of_the_table()
    {
        var document = Document();
        if (Environment.GetEnvironmentVariable(rewrite) is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(DocumentPath)!);
            File.WriteAllText(DocumentPath, document);
        }

        Assert.True(
            File.Exists(DocumentPath) && File.ReadAllText(DocumentPath) == document,
            $"docs/faults.md is not what the table of faults says. Run this test with {rewrite}=1 to write it anew.");
    }

    private static string Document()
    {
        var text = new StringBuilder(
            """
            # What can go wrong in a cell, and what you see then

            Each language runs in a process of its own, so a cell can harm its own language at most. Whatever it does:

            - The cell that did it shows what happened. Output and errors of work that goes on behind the end of its cell
              still appear in the cell that started it.
            - The other languages keep their variables.
            - Later cells run. Where the process was lost, the next cell of that language starts a fresh one and says so:
              `C# was started afresh: the variables of earlier cells are gone.`
            - The notebook is written whole, with all that was shown until then.
            - When the run is over, no process is left: neither the languages' nor those that cells have started.

            Three things are not caught: on macOS and Windows a process whose own parent has ended before it, on Linux one
            that was started with an empty environment, and what C# and JavaScript cells have started when the workbook
            itself is killed with `kill -9` or a second Ctrl-C.

            A cell may run 120 s (`--timeout`) and show 1 MB (`--output-limit`). Its memory is not limited unless you say
            so (`--memory-limit`); on Linux the system ends the code of a cell first when the machine runs out of it.

            What a cell says may be of any length. One of 50 MB takes about half a gigabyte of `workbook run`, and about as
            much of its language; `bench/large` measures it.

            Each row below is a test with real processes, with a time limit of 2 s, and the words are those that it finds
            in the cell.

            """.ReplaceLineEndings("\n"));
        foreach (var (_, (name, faults)) in FaultTable.Languages)
        {
            text.Append($"\n## {name}\n\n| The cell ... | You see | The variables of {name} |\n|---|---|---|\n");
            foreach (var fault in faults)
            {
                text.Append($"| {fault.What} | {Seen(fault)} | {Fate(fault)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Seen(Fault fault) =>
        Quoted(fault.Sees)
        + (fault.KilledAfterwards ? ", and the next cell says that the process has ended" : "")
        + (fault.Lines is { } lines ? string.Create(CultureInfo.InvariantCulture, $", one of {lines} lines, each whole") : "");

    private static string Quoted(string words) =>
        string.Join("<br>", words.Trim().Split('\n').Select(line => $"`{line.Trim().Replace("|", @"\|", StringComparison.Ordinal)}`"));

    private static string Fate(Fault fault) => fault.EndsProcess ? "are gone" : "are kept";
}
