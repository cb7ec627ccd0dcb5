using System.Reflection;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>What packages bring for .NET Interactive: assemblies with <see cref="IKernelExtension"/>, and a script.</summary>
internal sealed class Extensions(SubmissionChain chain, CompositeKernel root)
{
    private const string script = "extension.dib";

    /// <summary>Loads what lies in folders, in that order.</summary>
    public async Task LoadAsync(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            {
                await LoadAsync(chain.LoadExtension(path));
            }

            if (new FileInfo(Path.Combine(folder, script)) is { Exists: true } file)
            {
                await root.LoadAndRunInteractiveDocument(file, KernelInvocationContext.Current.Command);
            }
        }
    }

    private async Task LoadAsync(Assembly assembly)
    {
        var types = assembly.GetExportedTypes().Where(type =>
            type is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IKernelExtension).IsAssignableFrom(type));
        foreach (var type in types)
        {
            var context = KernelInvocationContext.Current;
            try
            {
                var extension = (IKernelExtension)Activator.CreateInstance(type)!;
                await extension.OnLoadAsync(root);
                context.Publish(new KernelExtensionLoaded(extension, context.Command));
            }
            catch (Exception error) // whatever an extension throws: its package can be of use without it
            {
                var reason = (error as TargetInvocationException)?.InnerException ?? error;
                context.Publish(new ErrorProduced(
                    $"The extension {type.FullName} of {assembly.GetName().Name} could not be loaded: {reason.Message}", context.Command));
            }
        }
    }
}
