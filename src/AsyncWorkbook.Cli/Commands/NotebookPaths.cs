using System.CommandLine;

namespace AsyncWorkbook.Cli.Commands;

/// <summary>The notebooks that a command is about.</summary>
internal static class NotebookPaths
{
    public static Argument<string[]> Argument() => new("PATH")
    {
        Description = "Notebooks, or folders of notebooks.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => ["notebooks"],
    };
}
