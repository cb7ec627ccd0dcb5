using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>JavaScript as cells write it: modules, async iteration, templates with their holes, regular expressions. JSON, too.</summary>
internal static partial class JavaScriptGrammar
{
    /// <summary>The names of its groups are the scopes, see <see cref="Language.Highlighting"/>.</summary>
    [GeneratedRegex(
        """"
          (?<directive>^\#!.*$)
        | (?<comment>//.*$ | /\*[\s\S]*?(?:\*/|\z))
        | (?<property>"(?:\\.|[^"\\\n])*"(?=\s*:))
        | (?<string>
              ` (?: \\[\s\S] | [^`\\$] | \$(?!\{)
                | (?<hole>\$\{ (?<nested_javascript>(?>[^{}`"'] | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | `(?:\\[\s\S]|[^`\\])*` | (?<_open>\{) | (?<-_open>\}))*) (?(_open)(?!)) \}) )* (?:`|\z)
            | "(?:\\[\s\S]|[^"\\\n])*"?
            | '(?:\\[\s\S]|[^'\\\n])*'?
            | (?<=(?:^|[=(,:;!&|?{}\[>]|\breturn|\btypeof|\bcase)\s*) /(?![*/\s]) (?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+ /[a-z]*
          )
        | (?<number>\b(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)n?\b)
        | (?<keyword>(?<!\.|\#) \b (?:
              as(?=\s+\w+\s*(?:from|,|\}))|async(?=\s*(?:function|\(|\w|\*|\[))|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|export|extends
            | finally|for|from(?=\s*["'])|function|get(?=\s+[\w\#\[])|set(?=\s+[\w\#\[])|if|import|in|instanceof|let|new|of(?=\s+[\w\[({"'`])|return|static|super|switch|this|throw|try
            | typeof|var|void|while|with|yield
          ) \b (?!\s*:))
        | (?<constant>(?<!\.) \b(?:true|false|null|undefined|NaN|Infinity)\b)
        | (?<type>(?<=\b(?:class|extends|new|instanceof)\s+) [A-Za-z_$][\w$]* | (?<!\.)\b(?:Promise|Map|Set|Array|Object|Math|JSON|Error|Symbol|AbortController|AbortSignal|globalThis)\b)
        | (?<function>\#?[A-Za-z_$][\w$]* (?=\s*\() | \b[A-Za-z_$][\w$]* (?=\s*=\s*(?:async\b\s*)?(?:\([^()]*\)|[A-Za-z_$][\w$]*)\s*=>))
        """",
        RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    public static partial Regex Pattern();
}
