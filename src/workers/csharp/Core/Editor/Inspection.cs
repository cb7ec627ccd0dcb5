using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncWorkbook.Workers.CSharp.Core.Editor;

/// <summary>What is known of the name at the cursor: its signature and its documentation.</summary>
internal static class Inspection
{
    private const string markdown = "text/markdown";

    private static readonly SymbolDisplayFormat member = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeConstantValue)
        .AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    // A cell is a class to the compiler, and nobody else's business.
    private static readonly SymbolDisplayFormat ownMember =
        member.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    private static readonly SymbolDisplayFormat type = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance);

    /// <summary>Looks up the name at the cursor; between the parentheses of a call, the function that is called.</summary>
    /// <param name="chain">The cells that have run.</param>
    /// <param name="text">The code of a cell.</param>
    /// <param name="cursor">An index into it.</param>
    /// <returns>The forms, or null if nothing is known.</returns>
    public static MimeBundle? At(SubmissionChain chain, string text, int cursor)
    {
        var code = new CodeAtCursor(chain, text, cursor);
        if (code.IsProse || SymbolAt(code) is not { } found || found.Name.Length == 0)
        {
            return null;
        }

        var signature = Signature(found, Overloads(found, code.Model));
        var documentation = Documentation.Of(found, code.Model.Compilation);
        return new MimeBundle
        {
            [MimeBundle.PlainText] = string.Join("\n\n", new[] { signature, documentation?.PlainText }.OfType<string>()),
            [markdown] = string.Join("\n\n", new[] { $"```csharp\n{signature}\n```", documentation?.Markdown }.OfType<string>()),
        };
    }

    private static ISymbol? SymbolAt(CodeAtCursor code)
    {
        var token = code.Root.FindToken(code.Word.Start);
        if (code.Word.Length > 0 && token.Span.OverlapsWith(code.Word)
            && token.Parent is { } node && (Declared(node, token, code) ?? Used(node, code)) is { } symbol)
        {
            return symbol;
        }

        return (code.Before.IsKind(SyntaxKind.OpenParenToken) || code.Before.IsKind(SyntaxKind.CommaToken) || code.Word.Length > 0)
            && code.Before.Parent?.FirstAncestorOrSelf<ArgumentListSyntax>()?.Parent is { } call
            ? Used((call as InvocationExpressionSyntax)?.Expression ?? call, code)
            : null;
    }

    private static ISymbol? Declared(SyntaxNode node, SyntaxToken name, CodeAtCursor code) =>
        name.IsKind(SyntaxKind.IdentifierToken) && node is not TypeSyntax ? code.Model.GetDeclaredSymbol(node) : null;

    private static ISymbol? Used(SyntaxNode node, CodeAtCursor code)
    {
        if (node is not (ExpressionSyntax or ConstructorInitializerSyntax or AttributeSyntax))
        {
            return null;
        }

        var (symbol, typeOf) = code.MeaningOf(node);
        return symbol
            ?? (node is ExpressionSyntax expression ? code.Model.GetMemberGroup(expression).FirstOrDefault() : null)
            ?? (node is SimpleNameSyntax ? code.Model.LookupSymbols(node.SpanStart, name: node.ToString()).FirstOrDefault() : null)
            ?? (node is PredefinedTypeSyntax or IdentifierNameSyntax { IsVar: true } && typeOf is not { TypeKind: TypeKind.Error } ? typeOf : null);
    }

    private static int Overloads(ISymbol symbol, SemanticModel model) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.ReducedExtension, ReceiverType: { } receiver } method =>
            model.LookupSymbols(0, receiver, method.Name, includeReducedExtensionMethods: true).Length,
        IMethodSymbol { ContainingType: { } owner } method => owner.GetMembers(method.Name).Length,
        _ => 1,
    };

    private static string Signature(ISymbol symbol, int overloads)
    {
        var kind = symbol switch
        {
            ILocalSymbol => "(local variable) ",
            IParameterSymbol => "(parameter) ",
            IRangeVariableSymbol => "(range variable) ",
            IMethodSymbol { IsExtensionMethod: true } => "(extension) ",
            IFieldSymbol { ContainingType.IsScriptClass: true } => "(variable) ",
            _ => "",
        };
        var isOwn = symbol.ContainingType is { IsScriptClass: true } || symbol.ContainingSymbol is IMethodSymbol;
        var text = symbol.ToDisplayString(symbol is ITypeSymbol or INamespaceSymbol ? type : isOwn ? ownMember : member);
        return kind + text.Replace("cell#.", "", StringComparison.Ordinal)
            + (overloads > 1 ? $" (+ {overloads - 1} more)" : "");
    }
}
