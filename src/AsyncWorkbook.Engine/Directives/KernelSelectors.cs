using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>A line that says which kernel the lines below it are for, such as <c>#!python</c>.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Parameters">What may follow the name.</param>
internal sealed record KernelSelector(string Name, string Summary, IReadOnlyList<DirectiveParameter> Parameters);

/// <summary>The kernel selectors that exist.</summary>
/// <param name="kernels">The kernels.</param>
internal sealed class KernelSelectors(KernelCatalog kernels)
{
    private static readonly IReadOnlyList<DirectiveParameter> valueParameters =
    [
        new("name", "NAME", "What the value is called.") { Required = true },
        new("from-file", "FILE", "Keep the text of a file."),
        new("from-url", "URL", "Keep the text of a page on the web."),
        new("from-value", "TEXT", "Keep this text.") { Kind = ParameterKind.Value },
        new("mime-type", "TYPE", "What kind of text it is; it is also shown as that."),
    ];

    /// <summary>One for each kernel, without aliases.</summary>
    public IReadOnlyList<KernelSelector> All { get; } =
    [
        .. kernels.All.Select(kernel => new KernelSelector(
            $"#!{kernel.Name}", kernel.Summary, kernel is ValueStore ? valueParameters : [])),
    ];

    /// <summary>The selector of a kernel by name or alias, as it is written; null if there is none.</summary>
    public KernelSelector? Find(string name) =>
        CellReader.Marked(name) is { } word && kernels.Canonical(word) is { } kernel
            ? All.First(selector => selector.Name[2..] == kernel)
            : null;
}
