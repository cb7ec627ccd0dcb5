using System.Text.Encodings.Web;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>
/// Escapes what JSON requires and nothing else, as Jupyter does. The framework's own relaxed encoder still escapes
/// characters outside the basic plane, which would turn every emoji of a notebook into two escapes.
/// </summary>
internal sealed unsafe class RelaxedJsonEncoder : JavaScriptEncoder
{
    public static readonly RelaxedJsonEncoder Instance = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var characters = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < characters.Length; i++)
        {
            var character = characters[i];
            if (WillEncode(character))
            {
                return i;
            }

            if (char.IsSurrogate(character))
            {
                if (!char.IsHighSurrogate(character) || i + 1 == characters.Length || !char.IsLowSurrogate(characters[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var escape = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            _ => $"\\u{unicodeScalar:x4}",
        };
        var fits = escape.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? escape.Length : 0;
        return fits;
    }
}
