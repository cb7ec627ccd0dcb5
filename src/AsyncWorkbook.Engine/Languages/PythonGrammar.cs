using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>Python 3: f-strings with their holes, soft keywords where they are keywords, decorators.</summary>
internal static partial class PythonGrammar
{
    /// <summary>The names of its groups are the scopes, see <see cref="Language.Highlighting"/>.</summary>
    [GeneratedRegex(
        """"
          (?<directive>^\#!.*$)
        | (?<comment>\#.*$)
        | (?<string>
              \b(?i:f|fr|rf) (?: (?<_quotes>"{3}|'{3}) (?: \{\{ | \}\} | \\[\s\S]
                | (?<hole>\{ (?<nested_python>(?>[^{}"'] | "[^"\n]*" | '[^'\n]*' | (?<_open>\{) | (?<-_open>\}))*) (?(_open)(?!)) \})
                | [\s\S] )*? (?:\k<_quotes>|\z) )
            | \b(?i:f|fr|rf) (?: (?<_quote>["']) (?: \{\{ | \}\} | \\. | (?!\k<_quote>)[^{}\\\n]
                | (?<hole>\{ (?<nested_python>(?>[^{}"'\n] | "[^"\n]*" | '[^'\n]*' | (?<_open>\{) | (?<-_open>\}))*) (?(_open)(?!)) \}) )* \k<_quote>? )
            | (?:\b(?i:r|b|u|br|rb))? (?: (?<_long>"{3}|'{3}) (?:\\[\s\S]|[\s\S])*? (?:\k<_long>|\z) )
            | (?:\b(?i:r|b|u|br|rb))? (?: "(?:\\[\s\S]|[^"\\\n])*"? | '(?:\\[\s\S]|[^'\\\n])*'? )
          )
        | (?<number>\b(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?)j?\b)
        | (?<decorator>^[ \t]*@[\w.]+)
        | (?<keyword>(?<!\.) \b (?:
              and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda
            | nonlocal|not|or|pass|raise|return|try|while|with|yield
            | (?<=^[ \t]*)(?:match(?=\s+[^=:,.)\]\n]+:\s*$)|case(?=\s+.+:)|type(?=\s+\w+\s*(?:\[.*\])?\s*=))
          ) \b)
        | (?<constant>(?<!\.) \b(?:True|False|None|NotImplemented|self|cls|__name__)\b)
        | (?<type>(?<=\bclass\s+)\w+ | (?<!\.|\w)(?:bool|bytes|dict|float|frozenset|int|list|object|set|str|tuple|type)\b | (?<!\.|\w)[A-Z]\w*(?:Error|Exception|Warning|Interrupt|Group)\b)
        | (?<function>(?<=\bdef\s+)\w+ | \b[A-Za-z_]\w*(?=\())
        """",
        RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    public static partial Regex Pattern();
}
