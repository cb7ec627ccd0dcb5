using System.CommandLine;

namespace AsyncWorkbook.Cli.Commands;

/// <summary>The notebooks that a command is about.</summary>
internal static class NotebookPaths
{
    /// <summary>Where a book keeps its notebooks.</summary>
    private const string own = "notebooks";

    public static Argument<string[]> Argument()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Notebooks, or folders of notebooks.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [Directory.Exists(own) ? own : "."],
        };
        paths.Validators.Add(result =>
        {
            // What is no option of the command arrives here.
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !Path.Exists(token.Value)))
            {
                result.AddError($"there is no option {token.Value} here.");
            }
        });
        return paths;
    }
}
