using System.Security.Cryptography;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Files;

/// <summary>A notebook and the file it came from.</summary>
internal sealed record NotebookFile(string Path, Notebook Notebook)
{
    private byte[] read = [];

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>What it is called when it has run: outputs need an <c>.ipynb</c>.</summary>
    public string ExecutedName => DibFormat.Is(Path) ? System.IO.Path.ChangeExtension(Name, NotebookFiles.Extension) : Name;

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>Whether the file is by now another than the one that was read, or gone.</summary>
    public bool HasChanged => !Digest(Path).AsSpan().SequenceEqual(read);

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="NotebookFormatException">The file is missing, unreadable or not a notebook.</exception>
    public static NotebookFile Read(string path)
    {
        var before = Digest(path); // whoever writes between the two is noticed later
        return new(path, Notebook.Load(path)) { read = before };
    }

    private static byte[] Digest(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return SHA256.HashData(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
