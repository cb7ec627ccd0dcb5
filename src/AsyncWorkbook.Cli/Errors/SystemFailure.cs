using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace AsyncWorkbook.Cli.Errors;

/// <summary>What the machine refused, as against what is wrong with this program: no space, no permission, no more open files.</summary>
internal static class SystemFailure
{
    /// <summary>The one line that says what it was, wherever in an exception it stands; null if it is something else.</summary>
    public static string? In(Exception exception) => exception switch
    {
        FileNotFoundException { FileName: { } assembly } when assembly.Contains(", Version=", StringComparison.Ordinal) =>
            $"cannot load {assembly.Split(',')[0]}: too few files may be open (ulimit -n), or the program is not whole; build it again.",
        DllNotFoundException => "cannot load a part of .NET: too few files may be open (ulimit -n), or it is not whole; install it again.",
        IOException or UnauthorizedAccessException => exception.Message.ReplaceLineEndings(" "),
        OutOfMemoryException => "there is not enough memory.",
        AggregateException { InnerExceptions: var all } => all.Select(In).FirstOrDefault(message => message is not null),
        { InnerException: { } inner } => In(inner),
        _ => OfSystemCall(exception),
    };

    /// <summary>Apart, because its types are in assemblies that may be just what cannot be loaded.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? OfSystemCall(Exception exception) =>
        exception is SocketException or Win32Exception ? exception.Message.ReplaceLineEndings(" ") : null;
}
