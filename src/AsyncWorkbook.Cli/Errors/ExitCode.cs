namespace AsyncWorkbook.Cli.Errors;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int CellFailed = 1;
    public const int Usage = 2;
    public const int Timeout = 3;
    public const int UnreadableNotebook = 4;
    public const int BadParameter = 5;
    public const int RuntimeMissing = 6;

    /// <summary>Every cell ran, and one of them says that something it has checked is not as it should be.</summary>
    public const int CheckFailed = 7;

    /// <summary>128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
