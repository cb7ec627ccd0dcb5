namespace AsyncWorkbook.Cli.Errors;

/// <summary>The command cannot be carried out.</summary>
/// <param name="exitCode">How the process ends: one of <see cref="Errors.ExitCode"/>.</param>
/// <param name="message">One line for the user: what, where, and what to do.</param>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}
