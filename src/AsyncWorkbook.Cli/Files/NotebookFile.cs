using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Files;

/// <summary>A notebook and the file it came from.</summary>
internal sealed record NotebookFile(string Path, Notebook Notebook)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>What it is called when it has run: outputs need an <c>.ipynb</c>.</summary>
    public string ExecutedName => DibFormat.Is(Path) ? System.IO.Path.ChangeExtension(Name, NotebookFiles.Extension) : Name;

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
}
