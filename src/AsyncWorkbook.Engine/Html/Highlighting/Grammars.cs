using AsyncWorkbook.Engine.Languages;
using ColorCode;
using ColorCode.Common;
using ColorCode.Compilation;

namespace AsyncWorkbook.Engine.Html.Highlighting;

/// <summary>The languages that pages highlight, each made when it is first seen.</summary>
/// <param name="kernels">Declares them.</param>
internal sealed class Grammars(KernelCatalog kernels) : ILanguageRepository, ILanguageCompiler
{
    private readonly Dictionary<string, Grammar> made = new(StringComparer.Ordinal);

    public IEnumerable<ILanguage> All => kernels.Languages.Select(language => FindById(language.Name)).OfType<ILanguage>();

    /// <summary>A language by its kernel's name, an alias, or what a Markdown fence says; null for those that stay plain.</summary>
    public ILanguage? FindById(string languageId)
    {
        if (kernels.OfFence(languageId.ToLowerInvariant()) is not { Highlighting: { } highlighting } language)
        {
            return null;
        }

        if (!made.TryGetValue(language.Name, out var grammar))
        {
            made[language.Name] = grammar = new Grammar(language.Name, highlighting());
        }

        return grammar;
    }

    public void Load(ILanguage language) => throw new NotSupportedException("The languages are declared in the catalog.");

    public CompiledLanguage Compile(ILanguage language) => ((Grammar)language).Compiled;
}
