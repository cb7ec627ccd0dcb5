using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>
/// The names in the code that a session was given, kernel by kernel: what is known while a kernel cannot be asked, because its code
/// keeps it busy.
/// </summary>
internal sealed partial class KnownNames
{
    private const int most = 10_000; // of one kernel
    private const int longestCode = 1 << 20; // characters; longer code is data

    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<(string Name, bool IsMember)>> known = new(StringComparer.Ordinal);

    /// <summary>Remembers the names of code that is run.</summary>
    /// <param name="kernel">The kernel's canonical name.</param>
    /// <param name="language">Its language, if it is known.</param>
    /// <param name="code">The code.</param>
    public void Learn(string kernel, Language? language, string code)
    {
        lock (gate)
        {
            if (!known.TryGetValue(kernel, out var names))
            {
                known[kernel] = names = [];
            }

            foreach (var name in In(code, language).TakeWhile(_ => names.Count < most))
            {
                names.Add(name);
            }
        }
    }

    /// <summary>How a word may go on: behind a dot by what has stood behind one, elsewhere by any other name.</summary>
    /// <param name="kernel">The kernel's canonical name.</param>
    /// <param name="language">Its language, if it is known.</param>
    /// <param name="code">The code in which the cursor stands.</param>
    /// <param name="cursor">Its index.</param>
    public CompletionList Complete(string kernel, Language? language, string code, int cursor)
    {
        var (start, end) = (cursor, cursor);
        while (start > 0 && IsPart(code[start - 1]))
        {
            start--;
        }

        while (end < code.Length && IsPart(code[end]))
        {
            end++;
        }

        var typed = code[start..cursor];
        var isMember = start > 0 && code[start - 1] == '.';
        if (!isMember && typed.Length == 0)
        {
            return new CompletionList(cursor, cursor, []);
        }

        lock (gate)
        {
            var names = In(code[..start] + code[end..], language).Concat(known.GetValueOrDefault(kernel, []))
                .Where(name => name.IsMember == isMember && name.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(name => name.Name).Distinct().Order(StringComparer.Ordinal);
            return new CompletionList(start, end, [.. names.Select(name => new Completion(name, isMember ? "property" : "variable"))]);
        }
    }

    private static IEnumerable<(string Name, bool IsMember)> In(string code, Language? language)
    {
        if (code.Length > longestCode)
        {
            return [];
        }

        var bare = language?.CommentsAndStrings?.Invoke().Replace(code, " ") ?? code;
        return Word().Matches(bare).Select(word => (word.Value, word.Index > 0 && bare[word.Index - 1] == '.'));
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}_$])[\p{L}_$][\p{L}\p{Nd}_$]*")]
    private static partial Regex Word();
}
