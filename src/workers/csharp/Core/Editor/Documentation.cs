using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncWorkbook.Workers.CSharp.Core.Editor;

/// <summary>
/// The documentation of a symbol: the <c>///</c> lines above it in a cell, or the XML file of its library.
/// </summary>
/// <param name="PlainText">Its summary, parameters and value as lines of text.</param>
/// <param name="Markdown">The same with names set as code.</param>
internal sealed partial record Documentation(string PlainText, string Markdown)
{
    private const int deepestInheritance = 5;

    /// <summary>Finds what was written of a symbol, there or where it inherits from; null if that is nothing.</summary>
    public static Documentation? Of(ISymbol symbol, Compilation compilation)
    {
        var element = ElementOf(symbol, compilation, deepestInheritance);
        return element is null || Text(element, "") is not { Length: > 0 } plain ? null : new(plain, Text(element, "`"));
    }

    private static XElement? ElementOf(ISymbol symbol, Compilation compilation, int depth)
    {
        var original = ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).OriginalDefinition;
        var element = original.DeclaringSyntaxReferences is [{ } written, ..]
            ? AboveDeclaration(written.GetSyntax())
            : original.GetDocumentationCommentId() is { } id
                && compilation.GetMetadataReference(original.ContainingAssembly) is PortableExecutableReference { Display: { } path }
                ? DocumentationFiles.Find(path, id)
                : null;
        return element is null || element.Element("inheritdoc") is null || depth == 0
            ? element
            : Ancestors(original).Select(ancestor => ElementOf(ancestor, compilation, depth - 1)).FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<ISymbol> Ancestors(ISymbol symbol)
    {
        if (symbol is INamedTypeSymbol type)
        {
            return type.BaseType is { } parent ? type.Interfaces.Prepend(parent) : type.Interfaces;
        }

        ISymbol? overridden = symbol switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            _ => null,
        };
        var implemented = symbol.ContainingType?.AllInterfaces
            .SelectMany(one => one.GetMembers(symbol.Name))
            .Where(one => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(one), symbol)) ?? [];
        return overridden is null ? implemented : implemented.Prepend(overridden);
    }

    /// <summary>Reads the comment itself: cells are parsed without documentation, which is faster.</summary>
    private static XElement? AboveDeclaration(SyntaxNode node)
    {
        const string Slashes = "///";
        if (node is ParameterSyntax or TypeParameterSyntax
            || node.FirstAncestorOrSelf<SyntaxNode>(one => one is MemberDeclarationSyntax or StatementSyntax) is not { } declaration)
        {
            return null;
        }

        var lines = declaration.GetLeadingTrivia()
            .Select(trivia => trivia.ToString())
            .Where(line => line.StartsWith(Slashes, StringComparison.Ordinal))
            .Select(line => line[Slashes.Length..]);
        return Parse($"<member>{string.Join("\n", lines)}</member>") is { HasElements: true } written ? written : null;
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException)
        {
            return null; // somebody is still writing it
        }
    }

    private static string Text(XElement element, string quote)
    {
        var parts = new List<string?>
        {
            Words(element.Element("summary"), quote),
            string.Join("\n", element.Elements("param").Concat(element.Elements("typeparam"))
                .Select(one => $"{(quote.Length > 0 ? "- " : "")}{quote}{one.Attribute("name")?.Value}{quote}: {Words(one, quote)}")),
            Words(element.Element("returns"), quote) is { Length: > 0 } value ? $"Returns: {value}" : null,
            string.Join("\n", element.Elements("exception")
                .Select(one => $"{(quote.Length > 0 ? "- " : "")}Throws {quote}{ShortName(one.Attribute("cref")?.Value)}{quote}: {Words(one, quote)}")),
        };
        return string.Join("\n\n", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string Words(XElement? element, string quote) =>
        element is null ? "" : WhiteSpace().Replace(string.Concat(element.Nodes().Select(node => Words(node, quote))), " ").Trim();

    private static string Words(XNode node, string quote) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } link when link.IsEmpty =>
            $"{quote}{link.Attribute("langword")?.Value ?? link.Attribute("name")?.Value ?? link.Attribute("href")?.Value ?? ShortName(link.Attribute("cref")?.Value)}{quote}",
        XElement { Name.LocalName: "c" or "code" } code => $"{quote}{code.Value}{quote}",
        XElement { Name.LocalName: "para" or "br" or "item" } block => $" {string.Concat(block.Nodes().Select(one => Words(one, quote)))} ",
        XElement other => string.Concat(other.Nodes().Select(one => Words(one, quote))),
        _ => "",
    };

    /// <summary>The last two names of an id such as <c>M:System.Console.WriteLine(System.String)</c>.</summary>
    private static string ShortName(string? id)
    {
        var name = (id ?? "").Split(':')[^1].Split('(')[0];
        var isMember = id is ['M' or 'P' or 'F' or 'E', ':', ..];
        return Arity().Replace(string.Join(".", name.Split('.').TakeLast(isMember ? 2 : 1)), "");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"``?\d+")]
    private static partial Regex Arity();
}
