using AsyncWorkbook.Cli.Commands;

namespace AsyncWorkbook.Cli.Tests.Commands;

/// <summary>What the command line takes, and what it says of the rest.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("-p x: write name=value.", "run", "-p", "x")]
    [InlineData("-p =x: write name=value.", "run", "-p", "=x")]
    [InlineData("--timeout takes seconds", "run", "--timeout", "soon")]
    [InlineData("--timeout takes seconds", "run", "--timeout", "-1")]
    [InlineData("--out and --in-place exclude each other.", "run", "--in-place", "--out", "x")]
    [InlineData("--jobs takes a number", "run", "--jobs", "0")]
    [InlineData("--jobs takes a number", "run", "--jobs", "many")]
    [InlineData("--jobs takes a number", "run", "--jobs", "-1")]
    [InlineData("--jobs takes a number", "run", "--jobs", "1001")]
    [InlineData("--jobs takes a number", "export", "-j", "1.5")]
    [InlineData("there is no option --fresh here.", "run", "--fresh")]
    [InlineData("there is no option --fix here.", "check", "--fix")]
    [InlineData("there is no option --json here.", "clean", "--json")]
    [InlineData("so --jobs has no use.", "export", "--no-execute", "--jobs", "2")]
    [InlineData("so --parameter has no use.", "export", "--no-execute", "-p", "x=1")]
    [InlineData("so --timeout has no use.", "export", "--no-execute", "--timeout", "1")]
    [InlineData("so --memory-limit has no use.", "export", "--no-execute", "--memory-limit", "1G")]
    [InlineData("so --fresh has no use.", "export", "--no-execute", "--fresh")]
    [InlineData("--output-limit takes a number of bytes", "run", "--output-limit", "much")]
    [InlineData("--output-limit takes a number of bytes", "run", "--output-limit", "-1")]
    [InlineData("--output-limit takes a number of bytes", "run", "--output-limit", "1e9")]
    [InlineData("--memory-limit takes a number of bytes of 64M or more", "run", "--memory-limit", "63.9M")]
    [InlineData("--user and --prefix exclude each other.", "kernel", "install", "--user", "--prefix", "x")]
    [InlineData("--prefix takes a folder; it is empty.", "kernel", "install", "--prefix", " ")]
    [InlineData("--name My Kernel: a kernel's name", "kernel", "install", "--name", "My Kernel")]
    [InlineData("--name ..: a kernel's name", "kernel", "uninstall", "--name", "..")]
    [InlineData("walk", "walk")]
    public void What_makes_no_sense_has_an_error(string expected, params string[] arguments) =>
        Assert.Contains(CommandLine.Create().Parse(arguments).Errors, error => error.Message.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("run")]
    [InlineData("run", "a.ipynb", "b", "-p", "x=1", "-p", "text=a=b", "--jobs", "1000", "--timeout", "0", "--json")]
    [InlineData("run", "--in-place", "--allow-errors", "--memory-limit", "64M", "--output-limit", "0")]
    [InlineData("export", "--fresh", "--out", "x", "--output-limit", "1.5m")]
    [InlineData("export", "--no-execute", "--out", "x")]
    [InlineData("check", "--json")]
    [InlineData("clean", ".")]
    [InlineData("convert", "a.ipynb", "b.dib", "--force")]
    [InlineData("kernel", "install", "--user", "--name", ".net-csharp", "--memory-limit", "2G")]
    [InlineData("kernel", "uninstall", "--prefix", "x")]
    [InlineData("doctor")]
    public void What_makes_sense_has_none(params string[] arguments) => Assert.Empty(CommandLine.Create().Parse(arguments).Errors);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("800", 800)]
    [InlineData("500K", 500_000)]
    [InlineData("1.5M", 1_500_000)]
    [InlineData("2g", 2_000_000_000)]
    public void Bytes_are_counted_in_powers_of_a_thousand(string text, long expected)
    {
        var option = ByteCount.Option("--bytes", "", atLeast: 0);
        var command = new System.CommandLine.Command("test") { option };
        Assert.Equal(expected, command.Parse(["--bytes", text]).GetValue(option));
    }
}
