using System.CommandLine;
using System.Globalization;

namespace AsyncWorkbook.Cli.Commands;

/// <summary>Numbers of bytes as people write them: <c>800</c>, <c>500K</c>, <c>1.5M</c>, <c>2G</c>, in powers of a thousand.</summary>
internal static class ByteCount
{
    /// <summary>An option that takes a number of bytes.</summary>
    /// <param name="name">Its name, such as <c>--output-limit</c>.</param>
    /// <param name="description">What it does.</param>
    /// <param name="atLeast">The smallest number that makes sense, in bytes.</param>
    public static Option<long?> Option(string name, string description, long atLeast) => new(name)
    {
        Description = description,
        HelpName = "bytes",
        CustomParser = result =>
        {
            if (Parse(result.Tokens[0].Value) is { } bytes && bytes >= atLeast)
            {
                return bytes;
            }

            var least = atLeast > 0 ? string.Create(CultureInfo.InvariantCulture, $" of {atLeast / 1_000_000}M or more") : "";
            result.AddError($"{name} takes a number of bytes{least}, such as 500K, 20M or 1G.");
            return null;
        },
    };

    private static long? Parse(string text)
    {
        var unit = text.Length == 0 ? 1 : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => 1_000L,
            'M' => 1_000_000L,
            'G' => 1_000_000_000L,
            _ => 1L,
        };
        var number = unit == 1 ? text : text[..^1];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count * unit <= 1e15
            ? (long)(count * unit)
            : null;
    }
}
