using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncWorkbook.Workers.CSharp.Core.Editor;

/// <summary>A way to call a function.</summary>
/// <param name="Text">Its signature.</param>
/// <param name="Documentation">What it does; empty if that is not known.</param>
/// <param name="Parameters">The names of its parameters.</param>
internal sealed record CallSignature(string Text, string Documentation, IReadOnlyList<string> Parameters);

/// <summary>The call between whose parentheses the cursor is.</summary>
/// <param name="Signatures">The functions that may be meant.</param>
/// <param name="Best">The index of the one that fits what is written.</param>
/// <param name="Argument">The index of the argument in which the cursor is.</param>
internal sealed record CallAtCursor(IReadOnlyList<CallSignature> Signatures, int Best, int Argument)
{
    /// <summary>Finds it, or null if the cursor is in none.</summary>
    /// <param name="chain">The cells that have run.</param>
    /// <param name="text">The code of a cell.</param>
    /// <param name="cursor">An index into it.</param>
    public static CallAtCursor? In(SubmissionChain chain, string text, int cursor)
    {
        var code = new CodeAtCursor(chain, text, cursor);
        var arguments = code.IsProse ? null : code.Before.Parent?.AncestorsAndSelf()
            .OfType<ArgumentListSyntax>()
            .FirstOrDefault(list => list.OpenParenToken.Span.End <= code.Cursor
                && (list.CloseParenToken.IsMissing || code.Cursor <= list.CloseParenToken.SpanStart));
        var functions = arguments is null ? [] : Functions(arguments.Parent, code.Model);
        if (functions.Count == 0)
        {
            return null;
        }

        var argument = arguments!.Arguments.GetSeparators().Count(comma => comma.Span.End <= code.Cursor);
        return new CallAtCursor(
            [.. functions.Select(function => Signature(function, code.Model.Compilation))],
            Math.Max(0, functions.FindIndex(function => function.Parameters.Length > argument
                || (function.Parameters.Length == 0 && arguments.Arguments.Count == 0))),
            argument);
    }

    private static List<IMethodSymbol> Functions(SyntaxNode? call, SemanticModel model) => call switch
    {
        InvocationExpressionSyntax invocation => [.. model.GetMemberGroup(invocation.Expression).OfType<IMethodSymbol>()],
        BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation).Type is INamedTypeSymbol type =>
            [.. type.InstanceConstructors.Where(constructor => model.IsAccessible(creation.SpanStart, constructor))],
        _ => [],
    };

    private static CallSignature Signature(IMethodSymbol function, Compilation compilation) => new(
        function.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        Editor.Documentation.Of(function, compilation)?.PlainText ?? "",
        [.. function.Parameters.Select(parameter => parameter.Name)]);
}
