using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AsyncWorkbook.Cli.Caching;

/// <summary>A SHA-256 over parts. Each part goes in with its length, so that parts cannot be told apart otherwise.</summary>
internal sealed class Fingerprint : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The fingerprint of a file's bytes, or a word that says that it cannot be read.</summary>
    public static async Task<string> OfFileAsync(string path)
    {
        try
        {
            if (!NotebookInputs.HasContent(path))
            {
                return "empty";
            }

            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }

    /// <summary>The fingerprint of text.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public Fingerprint Add(string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
        return this;
    }

    /// <summary>The fingerprint of all parts so far, in lower-case hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();
}
