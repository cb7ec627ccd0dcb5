using ColorCode;
using ColorCode.Common;
using ColorCode.Compilation;

namespace AsyncWorkbook.Engine.Html.Highlighting;

/// <summary>The languages that pages highlight, by the name of the kernel that runs them.</summary>
internal sealed class Grammars : ILanguageRepository, ILanguageCompiler
{
    public static readonly Grammars Instance = new();

    public IEnumerable<ILanguage> All => [CSharpGrammar.Instance, JavaScriptGrammar.Instance, PythonGrammar.Instance];

    public ILanguage? FindById(string languageId) => languageId switch
    {
        "csharp" or "cs" or "c#" => CSharpGrammar.Instance,
        "javascript" or "js" or "json" => JavaScriptGrammar.Instance,
        "python" or "py" => PythonGrammar.Instance,
        _ => null,
    };

    public void Load(ILanguage language) => throw new NotSupportedException("The languages are fixed.");

    public CompiledLanguage Compile(ILanguage language) => ((Grammar)language).Compiled;
}
