using System.Globalization;

namespace AsyncWorkbook;

/// <summary>
/// Arithmetic over named numbers, as the specs in <c>data/</c> write it: <c>+ - * / %</c>, parentheses, and the functions
/// <c>min</c>, <c>max</c>, <c>floor</c> and <c>ceil</c>. Comparisons, <c>&lt; &lt;= &gt; &gt;= ==</c> and <c>and</c> between them,
/// are 1 where they hold and 0 where they do not.
/// </summary>
internal sealed class Formula
{
    private static readonly string[] comparisons = ["<=", ">=", "==", "<", ">"];

    private readonly string text;
    private readonly IReadOnlyDictionary<string, double> names;
    private int at;

    private Formula(string text, IReadOnlyDictionary<string, double> names)
    {
        this.text = text;
        this.names = names;
    }

    /// <summary>Computes a formula.</summary>
    /// <exception cref="FormatException">It is malformed or uses an unknown name; the message says where.</exception>
    public static double Evaluate(string text, IReadOnlyDictionary<string, double> names)
    {
        var formula = new Formula(text, names);
        var value = formula.All();
        return formula.Peek() == '\0' ? value : throw formula.Error("an operator or the end was expected");
    }

    private double All()
    {
        var value = Comparison();
        while (Take("and"))
        {
            value = Comparison() != 0 && value != 0 ? 1 : 0;
        }

        return value;
    }

    /// <summary>Compares in ticks, as the clocks count: 0.1 + 0.2 is no more than 0.3.</summary>
    private double Comparison()
    {
        var value = Sum();
        if (Array.Find(comparisons, Take) is not { } comparison)
        {
            return value;
        }

        var (left, right) = (Ticks.Round(value), Ticks.Round(Sum()));
        var holds = comparison switch
        {
            "<=" => left <= right,
            ">=" => left >= right,
            "==" => left == right,
            "<" => left < right,
            _ => left > right,
        };
        return holds ? 1 : 0;
    }

    private double Sum()
    {
        var value = Product();
        while (Peek() is '+' or '-')
        {
            value = text[at++] == '+' ? value + Product() : value - Product();
        }

        return value;
    }

    private double Product()
    {
        var value = Factor();
        while (Peek() is '*' or '/' or '%')
        {
            value = text[at++] switch
            {
                '*' => value * Factor(),
                '/' => value / Factor(),
                _ => value % Factor(),
            };
        }

        return value;
    }

    private double Factor()
    {
        var next = Peek();
        if (next == '-')
        {
            at++;
            return -Factor();
        }

        if (next == '(')
        {
            at++;
            var value = All();
            Expect(')');
            return value;
        }

        if (char.IsAsciiDigit(next))
        {
            return double.Parse(TakeWhile(c => char.IsAsciiDigit(c) || c == '.'), CultureInfo.InvariantCulture);
        }

        var start = at;
        var name = TakeWhile(char.IsAsciiLetterOrDigit);
        if (name.Length == 0)
        {
            throw Error("a number, a name or '(' was expected");
        }

        if (Peek() == '(')
        {
            return Call(name, start);
        }

        if (names.TryGetValue(name, out var number))
        {
            return number;
        }

        at = start;
        throw Error($"'{name}' is not known; known are {string.Join(", ", names.Keys)}");
    }

    private double Call(string function, int start)
    {
        List<double> arguments = [];
        do
        {
            at++;
            arguments.Add(Sum());
        }
        while (Peek() == ',');

        Expect(')');
        switch (function)
        {
            case "min":
                return arguments.Min();
            case "max":
                return arguments.Max();
            case "floor" when arguments.Count == 1:
                return Math.Floor(arguments[0]);
            case "ceil" when arguments.Count == 1:
                return Math.Ceiling(arguments[0]);
            default:
                at = start;
                throw Error($"'{function}' with {arguments.Count} argument(s) is not a function; there are min, max, floor(x), ceil(x)");
        }
    }

    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length ? text[at] : '\0';
    }

    /// <summary>Goes on behind a sign or a word, if that comes next.</summary>
    private bool Take(string sign)
    {
        var isNext = Peek() == sign[0] && text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal);
        at += isNext ? sign.Length : 0;
        return isNext;
    }

    private string TakeWhile(Func<char, bool> accepts)
    {
        var start = at;
        while (at < text.Length && accepts(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private void Expect(char wanted)
    {
        if (Peek() != wanted)
        {
            throw Error($"'{wanted}' was expected");
        }

        at++;
    }

    private FormatException Error(string problem) => new($"Formula \"{text}\", column {at + 1}: {problem}.");
}
