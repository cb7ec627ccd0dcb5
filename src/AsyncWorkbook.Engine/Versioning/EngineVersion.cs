using System.Reflection;

namespace AsyncWorkbook.Engine.Versioning;

/// <summary>The version of this engine, as the kernel and exported pages tell it.</summary>
public static class EngineVersion
{
    /// <summary>Such as <c>1.2.0</c>; between two releases with the number of commits: <c>1.2.1-alpha.0.5</c>.</summary>
    public static string Text { get; } =
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
