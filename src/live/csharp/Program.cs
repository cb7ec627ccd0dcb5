using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using AsyncWorkbook.Workers.CSharp.Core.Commands;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

[assembly: SupportedOSPlatform("browser")]

namespace AsyncWorkbook.Live.CSharp;

/// <summary>What <c>worker.mjs</c> calls: the worker's core in a Web Worker of a page.</summary>
internal static partial class Program
{
    private const string framework = "/framework/";

    private static Dispatcher? dispatcher;

    /// <summary>Only here because a program has one: the page calls <see cref="Start"/>.</summary>
    private static void Main()
    {
    }

    /// <summary>Begins to take commands.</summary>
    /// <param name="assemblies">The files of all assemblies that this runs on, such as <c>System.Runtime.dll</c>.</param>
    /// <param name="folder">Where relative paths start.</param>
    [JSExport]
    internal static void Start(string[] assemblies, string folder)
    {
        WorkerAssemblies.Install(
            assemblies.ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, file => framework + file, StringComparer.OrdinalIgnoreCase),
            path => new MemoryStream(Page.BytesOf(path[framework.Length..]), writable: false));
        Directory.CreateDirectory(folder);
        Environment.CurrentDirectory = folder;
        var shell = new PageShell();
        LostExceptions.Watch(shell.Events);
        dispatcher = new Dispatcher(shell);
        dispatcher.Ready();
    }

    /// <summary>Takes one command of the protocol, as a line.</summary>
    [JSExport]
    internal static void Accept(string line) => dispatcher!.Accept(Command.Parse(System.Text.Encoding.UTF8.GetBytes(line)));

    /// <summary>Puts a file where cells find it.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="content">What is in it.</param>
    [JSExport]
    internal static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
