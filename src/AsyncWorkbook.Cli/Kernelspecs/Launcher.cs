using System.Runtime.Versioning;
using AsyncWorkbook.Cli.Errors;

namespace AsyncWorkbook.Cli.Kernelspecs;

/// <summary>
/// The script that Jupyter starts: it finds .NET, which need not be where it was when the kernel was installed, and says
/// plainly when it is nowhere. Editors that are started from a desktop often have another PATH than a terminal has.
/// </summary>
internal static class Launcher
{
    /// <summary>Writes the script.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="program">The program that it starts.</param>
    /// <param name="dotnetRoot">Where .NET is now.</param>
    /// <param name="options">What the kernel is started with.</param>
    [UnsupportedOSPlatform("windows")]
    public static void Write(string path, string program, string dotnetRoot, IEnumerable<string> options)
    {
        File.WriteAllText(
            path,
            $$"""
            #!/bin/sh
            # Starts the kernel with the .NET that it was installed with, or else with another one that is there.
            start_with() { # the root of an installation of .NET, the connection file
                for runtime in "$1"/shared/Microsoft.NETCore.App/{{Environment.Version.Major}}.*; do
                    if [ -n "$1" ] && [ -d "$runtime" ]; then
                        exec "$1/dotnet" {{Quote(program)}} kernel start {{string.Join(' ', options.Append("\"$2\""))}} # a DOTNET_ROOT would reach the cells
                    fi
                done
            }

            start_with {{Quote(dotnetRoot)}} "$1"
            start_with "$DOTNET_ROOT" "$1"
            on_path=$(command -v dotnet) && start_with "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")" "$1"
            for root in /usr/lib/dotnet /usr/share/dotnet /usr/local/share/dotnet "$HOME/.dotnet"; do
                start_with "$root" "$1"
            done
            echo "async workbook: the kernel needs .NET {{Environment.Version.Major}}, which is no longer in "{{Quote(dotnetRoot)}}" and not on the PATH. Install it and restart the kernel." >&2
            exit {{ExitCode.RuntimeMissing}}

            """.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Text as one word of a shell.</summary>
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
