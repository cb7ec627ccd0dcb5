using System.CommandLine;
using AsyncWorkbook.Cli.Doctor;
using AsyncWorkbook.Cli.Errors;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook doctor</c>: which runtimes are there, and how to install those that are not.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "List the runtimes that the notebooks need and what single chapters use, and how to install what is missing.");
        command.SetAction(async (result, cancel) =>
        {
            var examinations = await Task.WhenAll(Requirement.All.Select(requirement => Examination.OfAsync(requirement, cancel)));
            var output = result.InvocationConfiguration.Output;
            foreach (var examination in examinations)
            {
                examination.Write(output);
            }

            // What single chapters use may be missing, and they say so themselves.
            foreach (var extra in ServersChapter.In(Directory.GetCurrentDirectory()))
            {
                extra.Write(await extra.LookAsync(cancel), output);
            }

            return examinations.All(examination => examination.Satisfied) ? ExitCode.Ok : ExitCode.RuntimeMissing;
        });
        return command;
    }
}
