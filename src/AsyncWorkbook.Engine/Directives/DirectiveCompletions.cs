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
        var before = line[..(cursor - start)];
        var word = before.LastIndexOfAny([' ', '\t']) + 1;
        var typed = before[word..];
        var rest = line.AsSpan(cursor - start).IndexOfAny(' ', '\t');
        var end = rest < 0 ? start + line.Length : cursor + rest;
        var choices = word == 0
            ? Names()
            : await FollowingAsync(before[..word].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries), typed, cancel);
        return new CompletionList(
            start + word, end, [.. choices.Where(choice => choice.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))]);
    }

    private IEnumerable<Completion> Names() => directives.All
        .Select(directive => new Completion(directive.Name, "keyword"))
        .Concat(directives.Selectors.All.Select(selector => new Completion(selector.Name, "module")));

    private async Task<IEnumerable<Completion>> FollowingAsync(string[] words, string typed, CancellationToken cancel)
    {
        if (directives.ParametersOf(words[0]) is not { } parameters)
        {
            return [];
        }

        var option = words[^1].TrimStart('-');
        if (words.Length > 1 && words[^1].StartsWith("--", StringComparison.Ordinal)
            && parameters.FirstOrDefault(each => each.Name == option) is { Kind: not ParameterKind.Flag } parameter)
        {
            return parameter.Kind switch
            {
                ParameterKind.Kernel => kernels.Catalog.Names.Select(name => new Completion(name, "module")),
                ParameterKind.Value => await ReferencesAsync(typed, cancel),
                _ => [],
            };
        }

        return parameters
            .Where(each => !each.Unnamed && !words.Contains($"--{each.Name}", StringComparer.Ordinal))
            .Select(each => new Completion($"--{each.Name}", "property"))
            .Concat(parameters.Where(each => each.Unnamed && words.Length == 1).Select(each => new Completion(each.Value, "keyword")));
    }

    /// <summary><c>@kernel:</c>, and behind it the kernel's variables.</summary>
    private async Task<IEnumerable<Completion>> ReferencesAsync(string typed, CancellationToken cancel)
    {
        if (typed.IndexOf(':', StringComparison.Ordinal) is not (> 1 and var colon))
        {
            return kernels.All.OfType<ILanguageKernel>().Select(kernel => kernel.Name).Append(ValueStore.KernelName)
                .Select(name => new Completion($"@{name}:", "module"))
                .Append(new Completion("@input:", "keyword"))
                .Append(new Completion("@password:", "keyword"));
        }

        if (kernels.Find(typed[1..colon]) is not ILanguageKernel language)
        {
            return [];
        }

        try
        {
            var variables = await language.ListVariablesAsync(cancel);
            return variables.Select(variable => new Completion($"{typed[..colon]}:{variable.Name}", "variable"));
        }
        catch (Exception e) when (e is SharingException or RuntimeMissingException)
        {
            return [];
        }
    }
}
