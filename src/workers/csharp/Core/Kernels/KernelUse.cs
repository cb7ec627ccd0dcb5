using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>
/// Whether code calls .NET Interactive's kernels, which are made only then. Most cells only show values, for which no
/// kernel is needed.
/// </summary>
internal static class KernelUse
{
    /// <summary>The assembly in which kernels, commands and events are.</summary>
    public const string AssemblyName = "Microsoft.DotNet.Interactive";

    private const string statics = "Kernel";
    private static readonly HashSet<string> withoutKernel = ["display", "HTML"];

    /// <summary>Whether a compiled cell does.</summary>
    /// <param name="assembly">Its assembly; the position does not change.</param>
    public static bool In(MemoryStream assembly)
    {
        using var image = new PEReader(assembly, PEStreamOptions.LeaveOpen | PEStreamOptions.PrefetchMetadata);
        var metadata = image.GetMetadataReader();
        assembly.Position = 0;
        var interactive = metadata.AssemblyReferences
            .FirstOrDefault(handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, AssemblyName));
        return !interactive.IsNil && metadata.TypeReferences
            .Where(handle => metadata.GetTypeReference(handle).ResolutionScope == (EntityHandle)interactive)
            .Any(handle => NeedsKernel(metadata, handle));
    }

    private static bool NeedsKernel(MetadataReader metadata, TypeReferenceHandle type)
    {
        // Every cell names this type, among its usings for debuggers.
        return !metadata.StringComparer.Equals(metadata.GetTypeReference(type).Name, statics)
            || metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Any(member => member.Parent == (EntityHandle)type && !withoutKernel.Contains(metadata.GetString(member.Name)));
    }
}
