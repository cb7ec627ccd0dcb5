using Xunit.v3;

namespace AsyncWorkbook.Testing;

/// <summary>
/// Marks tests, one class or all of a project, that start processes or browsers or use the network: <c>./test --quick</c>
/// leaves them out. An architecture test sees that none is forgotten.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class)]
internal sealed class StartsProcessesAttribute : Attribute, ITraitAttribute
{
    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Starts", "processes")];
}
