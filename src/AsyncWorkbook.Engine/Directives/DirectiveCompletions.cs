using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>How a directive line may go on: names, options, kernels and their variables.</summary>
internal sealed class DirectiveCompletions(KernelSet kernels, DirectiveTable directives)
{
    /// <summary>Completes the word at the cursor.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">The line's index in the cell.</param>
    /// <param name="cursor">The cursor's index in the cell.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CompletionList> CompleteAsync(string line, int start, int cursor, CancellationToken cancel)
    {
        var (words, typed) = Before(line, start, cursor);
        return Of(line, start, cursor, Reference(words, typed) is { } kernel ? await VariablesAsync(kernel, typed, cancel) : Choices(words));
    }

    /// <summary>Completes without asking a kernel for its variables.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public CompletionList Known(string line, int start, int cursor)
    {
        var (words, typed) = Before(line, start, cursor);
        return Of(line, start, cursor, Reference(words, typed) is null ? Choices(words) : []);
    }

    private static (string[] Words, string Typed) Before(string line, int start, int cursor)
    {
        var before = line[..(cursor - start)];
        var word = before.LastIndexOfAny([' ', '\t']) + 1;
        return (before[..word].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries), before[word..]);
    }

    private static CompletionList Of(string line, int start, int cursor, IEnumerable<Completion> choices)
    {
        var word = line[..(cursor - start)].LastIndexOfAny([' ', '\t']) + 1;
        var typed = line[word..(cursor - start)];
        var rest = line.AsSpan(cursor - start).IndexOfAny(' ', '\t');
        var end = rest < 0 ? start + line.Length : cursor + rest;
        return new CompletionList(
            start + word, end, [.. choices.Where(choice => choice.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))]);
    }

    private IEnumerable<Completion> Names() => directives.All
        .Select(directive => new Completion(directive.Name, "keyword"))
        .Concat(directives.Selectors.All.Select(selector => new Completion(selector.Name, "module")));

    /// <summary>The kernel whose variables may follow: behind <c>@kernel:</c>, where a value is asked for.</summary>
    private ILanguageKernel? Reference(string[] words, string typed) =>
        ParameterAt(words) is { Kind: ParameterKind.Value } && typed.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon
            ? kernels.Find(typed[1..colon]) as ILanguageKernel
            : null;

    private DirectiveParameter? ParameterAt(string[] words) =>
        words.Length > 1 && words[^1].StartsWith("--", StringComparison.Ordinal)
            ? directives.ParametersOf(words[0])?.FirstOrDefault(each => each.Name == words[^1].TrimStart('-') && each.Kind != ParameterKind.Flag)
            : null;

    private IEnumerable<Completion> Choices(string[] words)
    {
        if (words.Length == 0)
        {
            return Names();
        }

        if (directives.ParametersOf(words[0]) is not { } parameters)
        {
            return [];
        }

        if (ParameterAt(words) is { } parameter)
        {
            return parameter.Kind switch
            {
                ParameterKind.Kernel => kernels.Catalog.Names.Select(name => new Completion(name, "module")),
                ParameterKind.Value => References(),
                _ => [],
            };
        }

        return parameters
            .Where(each => !each.Unnamed && !words.Contains($"--{each.Name}", StringComparer.Ordinal))
            .Select(each => new Completion($"--{each.Name}", "property"))
            .Concat(parameters.Where(each => each.Unnamed && words.Length == 1).Select(each => new Completion(each.Value, "keyword")));
    }

    /// <summary><c>@kernel:</c>, and who else has values.</summary>
    private IEnumerable<Completion> References() =>
        kernels.All.OfType<ILanguageKernel>().Select(kernel => kernel.Name).Append(ValueStore.KernelName)
            .Select(name => new Completion($"@{name}:", "module"))
            .Append(new Completion("@input:", "keyword"))
            .Append(new Completion("@password:", "keyword"));

    private static async Task<IEnumerable<Completion>> VariablesAsync(ILanguageKernel kernel, string typed, CancellationToken cancel)
    {
        try
        {
            var before = typed[..(typed.IndexOf(':', StringComparison.Ordinal) + 1)];
            var variables = await kernel.ListVariablesAsync(cancel);
            return variables.Select(variable => new Completion(before + variable.Name, "variable"));
        }
        catch (Exception e) when (e is SharingException or RuntimeMissingException)
        {
            return [];
        }
    }
}
