#!/usr/bin/env -S dotnet run --file
#:project ../tests/AsyncWorkbook.Mutants/AsyncWorkbook.Mutants.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property NoWarn=$(NoWarn);CS1591

// Changes every solution of every chapter in every way that it knows, one change at a time, and says which changes nothing notices.
//
//     dotnet run bench/sweep.cs [-- CHAPTER ... CELL ...]    numbers of chapters, such as 06, and ids of cells; all if none is given
//
// Ends with 1 if there is one that tests/mutations/survivors does not list. Build the workers first: ./workbook --version

using System.Diagnostics;
using System.Runtime.CompilerServices;
using AsyncWorkbook.Mutants.Chapters;
using AsyncWorkbook.Mutants.Sweeping;

var top = Path.GetFullPath(Path.Combine(Here(), ".."));
var numbers = args.Where(arg => char.IsAsciiDigit(arg[0])).ToList();
var cells = args.Except(numbers).ToList();
var chapters = Directory.GetFiles(Path.Combine(top, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)
    .Where(path => numbers.Count == 0 || numbers.Exists(number => Path.GetFileName(path).StartsWith(number, StringComparison.Ordinal)));
var unlisted = 0;
foreach (var path in chapters)
{
    unlisted += await SweepAsync(await ChapterCode.ReadAsync(path));
}

return unlisted > 0 ? 1 : 0;

async Task<int> SweepAsync(ChapterCode chapter)
{
    var known = SurvivorList.Of(Path.Combine(top, "tests", "mutations", "survivors"), chapter);
    var mutants = chapter.Mutants.Where(mutant => cells.Count == 0 || cells.Contains(mutant.Cell.Id)).ToList();
    var clock = Stopwatch.StartNew();
    Console.WriteLine($"{chapter.Name}: {mutants.Count} mutants");
    await using var sweep = new ChapterSweep(chapter, known, Path.Combine(top, "artifacts", "workbook", "workers"));
    List<Finding> findings = [];
    await foreach (var finding in sweep.RunAsync(mutants))
    {
        findings.Add(finding);
        var line = (finding.Notice, known.Has(finding.Mutant)) switch
        {
            (Notice.Nothing, false) => "survives",
            (Notice.Outputs, false) => $"is only seen in what {finding.Where} shows",
            (Notice.NoEnd, _) => $"does not end in {finding.Where}",
            (Notice.Verdict or Notice.Failure, true) => $"is listed, and noticed by {finding.Where}",
            _ => null,
        };
        if (line is not null)
        {
            Console.WriteLine($"  {finding.Mutant}\n      {line}");
        }
    }

    foreach (var gone in known.Gone(chapter))
    {
        Console.WriteLine($"  {gone}\n      is listed, and no mutant any more");
    }

    var survivors = findings.Where(finding => finding.Notice == Notice.Nothing).ToList();
    var unlisted = survivors.Count(finding => !known.Has(finding.Mutant));
    Console.WriteLine(
        $"  noticed by a verdict {Count(Notice.Verdict)}, a failed cell {Count(Notice.Failure)}, a cell without end {Count(Notice.NoEnd)}; "
        + $"only shown {Count(Notice.Outputs)}; survive {survivors.Count}, {unlisted} of them not listed "
        + $"({clock.Elapsed.TotalSeconds:0} s, {sweep.Sessions} sessions)");
    return unlisted;

    int Count(Notice notice) => findings.Count(finding => finding.Notice == notice);
}

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
