using System.Reactive;
using System.Reflection;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>
/// What packages bring for .NET Interactive: assemblies with <see cref="IKernelExtension"/>, and a script. Each is loaded
/// once; one that fails is tried again when its package is asked for again.
/// </summary>
internal sealed class Extensions(SubmissionChain chain, CompositeKernel root)
{
    private const string script = "extension.dib";

    private readonly HashSet<string> loaded = new(StringComparer.Ordinal);

    /// <summary>Loads what lies in folders, in that order.</summary>
    public async Task LoadAsync(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            {
                await LoadOnceAsync(path, Path.GetFileName(path), () => LoadAssemblyAsync(path));
            }

            var file = new FileInfo(Path.Combine(folder, script));
            if (file.Exists)
            {
                await LoadOnceAsync(file.FullName, script, () => RunAsync(file));
            }
        }
    }

    /// <summary>Loads the extensions in an assembly; tells whether all went well.</summary>
    private async Task<bool> LoadAssemblyAsync(string path)
    {
        var all = true;
        var types = chain.LoadExtension(path).GetExportedTypes().Where(type =>
            type is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IKernelExtension).IsAssignableFrom(type));
        foreach (var type in types)
        {
            all &= await LoadOnceAsync($"{path}: {type.FullName}", $"{type.FullName} of {type.Assembly.GetName().Name}", async () =>
            {
                var extension = (IKernelExtension)Activator.CreateInstance(type)!;
                await extension.OnLoadAsync(root);
                var context = KernelInvocationContext.Current;
                context.Publish(new KernelExtensionLoaded(extension, context.Command));
                return true;
            });
        }

        return all;
    }

    /// <summary>Runs a script; tells whether all of it went well.</summary>
    private async Task<bool> RunAsync(FileInfo file)
    {
        var context = KernelInvocationContext.Current;
        var failed = false;
        using var watched = root.KernelEvents.Subscribe(Observer.Create<KernelEvent>(told => failed |= told is ErrorProduced or CommandFailed));
        await root.LoadAndRunInteractiveDocument(file, context.Command);
        return !failed;
    }

    private async Task<bool> LoadOnceAsync(string id, string name, Func<Task<bool>> load)
    {
        if (loaded.Contains(id))
        {
            return true;
        }

        var context = KernelInvocationContext.Current;
        try
        {
            var done = await load();
            if (done)
            {
                loaded.Add(id);
            }

            return done;
        }
        catch (Exception error) when (error is not OperationCanceledException) // whatever it throws: its package can be of use without it
        {
            var reason = (error as TargetInvocationException)?.InnerException ?? error;
            context.Publish(new ErrorProduced($"The extension {name} could not be loaded: {reason.Message}", context.Command));
            return false;
        }
    }
}
