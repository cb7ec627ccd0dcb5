using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>C# script, to the current language version: interpolation with its holes, raw strings, contextual keywords.</summary>
internal static partial class CSharpGrammar
{
    /// <summary>The names of its groups are the scopes, see <see cref="Language.Highlighting"/>.</summary>
    [GeneratedRegex(
        """"
          (?<directive>^\#(?:!|[rRi]\b).*$ | ^[ \t]*\#(?:if|else|elif|endif|region|endregion|pragma|nullable|define|undef|error|warning|line)\b.*$)
        | (?<comment>//.*$ | /\*[\s\S]*?(?:\*/|\z))
        | (?<string>
              (?<_raw>"{3,}) [\s\S]*? (?:\k<_raw>"*|\z)
            | \$+ (?<_holed>"{3,}) (?: (?<hole>\{ (?<nested_csharp>[^{}"]*) \}) | [\s\S] )*? (?:\k<_holed>|\z)
            | (?:\$@|@\$)" (?: "" | \{\{ | \}\} | [^"{}]
                | (?<hole>\{ (?<nested_csharp>(?>[^{}"] | ""[^"]*"" | (?<_open>\{) | (?<-_open>\}))*) (?(_open)(?!)) \}) )* (?:"|\z)
            | \$" (?: \\. | \{\{ | \}\} | [^"\\{}\n]
                | (?<hole>\{ (?<nested_csharp>(?>[^{}"\n] | "(?:\\.|[^"\\\n])*" | (?<_open>\{) | (?<-_open>\}))*) (?(_open)(?!)) \}) )* "?
            | @"(?:""|[^"])*(?:"|\z)
            | "(?:\\.|[^"\\\n])*"?(?:u8)?
            | '(?:\\.[^'\n]*|[^'\\\n])'
          )
        | (?<number>\b(?:0[xX][\da-fA-F_]+|0[bB][01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)(?:[uU]?[lL]?|[fFdDmM])\b)
        | (?<keyword>(?<!\.|@) \b (?:
              abstract|as|async|await|base|break|case|catch|checked|class|const|continue|default|delegate|do|else|enum|event
            | explicit|extern|finally|fixed|for|foreach|from(?=\s+\w+\s+in\b)|global(?=::)|goto|if|implicit|in|init(?=\s*[;{=])|interface
            | internal|is|lock|namespace|nameof(?=\s*\()|new|not|and|operator|or|out|override|params|partial|private|protected
            | public|readonly|record(?=\s+(?:class\b|struct\b|\w+\s*[(<:{]))|ref|required(?=\s+\w)|return|scoped(?=\s+ref\b)|sealed|select(?=\s+\w)|sizeof|stackalloc|static|struct
            | switch|this|throw|try|typeof|unchecked|unsafe|using|var|virtual|volatile|when|where(?=\s+\w+)|while|with(?=\s*\{)
            | yield(?=\s+(?:return|break)\b)|get(?=\s*[;{=])|set(?=\s*[;{=])
          ) \b)
        | (?<constant>(?<!\.) \b(?:true|false|null)\b)
        | (?<type>(?<!\.) \b(?:bool|byte|char|decimal|double|dynamic|float|int|long|nint|nuint|object|sbyte|short|string|uint|ulong|ushort|void)\b
            | (?<=\b(?:class|struct|interface|enum|record|new|is|as|typeof\()\s*) \b[A-Z]\w* (?=\s*[<({;\[,)]|\s*$|\s) (?!\s*\.)
            | \b[A-Z]\w* (?=(?:<[\w\s,<>\[\]?.()]*>)? (?:\[,*\])* \?? \s+ [a-zA-Z_]\w* \s* (?:=(?!=)|;|,|\)|\(|\{|in\b)))
        | (?<function>\b[A-Za-z_]\w* (?=(?:<[\w\s,<>\[\]?.()]*>)?\())
        """",
        RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    public static partial Regex Pattern();
}
