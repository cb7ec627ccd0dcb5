using System.ComponentModel;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Tests.Programs;

/// <summary>Programs that are run to their end and read; Node stands for any.</summary>
[StartsProcesses]
public sealed class ExternalProgramTests
{
    [Fact]
    public async Task What_it_prints_and_its_exit_code_are_told()
    {
        var result = await Node("console.log('out'); console.error('err'); process.exitCode = 3").RunAsync(default);
        Assert.Equal(new ProgramResult(3, "out\n", "err\n"), result);
    }

    [Fact]
    public async Task It_has_its_arguments_folder_and_variables_and_nothing_to_read()
    {
        var folder = Directory.CreateTempSubdirectory("workbook-program-");
        try
        {
            var program = new ExternalProgram(Runtimes.Node(), "-p", "[process.argv[1], process.cwd(), process.env.GIVEN, process.env.PATH, fs.readFileSync(0).length].join()", "a \"b\"")
            {
                Folder = folder.FullName,
                Environment = new Dictionary<string, string?> { ["GIVEN"] = "x", ["PATH"] = null },
            };
            Assert.Equal($"a \"b\",{Path.GetFullPath(folder.FullName)},x,,0\n", (await program.RunAsync(default)).Output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_answer_is_all_that_it_prints()
    {
        Assert.Equal("12", await Node("process.stdout.write('1'); process.stderr.write('2')").AskAsync(default));
        Assert.Null(await Node("process.exit(1)").AskAsync(default));
        Assert.Null(await new ExternalProgram("no-such-program").AskAsync(default));
        Assert.Null(await (Node("setInterval(() => {}, 1000)") with { Patience = TimeSpan.FromMilliseconds(1) }).AskAsync(default));
    }

    [Fact]
    public async Task A_program_that_is_not_there_and_one_that_is_stopped_are_errors()
    {
        await Assert.ThrowsAsync<Win32Exception>(() => new ExternalProgram("no-such-program").RunAsync(default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Node("setInterval(() => {}, 1000)").AskAsync(new CancellationToken(canceled: true)));
    }

    private static ExternalProgram Node(string code) => new(Runtimes.Node(), "-e", code) { Patience = TimeSpan.FromMinutes(1) };
}
