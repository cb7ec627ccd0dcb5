using AsyncWorkbook.Workers.CSharp.Core.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>
/// Finds where an interrupt must be noticed: in each round of a loop, at the start of a function that may be recursive,
/// and after a statement that awaits. From outside, code on threads of the pool cannot be reached at all.
/// </summary>
internal sealed class Checkpoints : CSharpSyntaxWalker
{
    private readonly List<TextChange> changes = [];
    private readonly string pass;
    private readonly string enter;

    private Checkpoints(string checkpoint)
    {
        pass = $"{checkpoint}.{nameof(Checkpoint.Pass)}();";
        enter = $"{checkpoint}.{nameof(Checkpoint.Enter)}();";
    }

    /// <summary>The changes; none holds or removes a line end, so lines stay what they are.</summary>
    /// <param name="root">The cell.</param>
    /// <param name="checkpoint">How <see cref="Checkpoint"/> is called there.</param>
    public static List<TextChange> In(CompilationUnitSyntax root, string checkpoint)
    {
        var places = new Checkpoints(checkpoint);
        places.Visit(root);
        return places.changes;
    }

    public override void VisitCompilationUnit(CompilationUnitSyntax node)
    {
        AfterAwaits(node.Members);
        base.VisitCompilationUnit(node);
    }

    public override void VisitBlock(BlockSyntax node)
    {
        AfterAwaits(node.Statements);
        base.VisitBlock(node);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        StartOf(node.Statement, pass);
        base.VisitWhileStatement(node);
    }

    public override void VisitDoStatement(DoStatementSyntax node)
    {
        StartOf(node.Statement, pass);
        base.VisitDoStatement(node);
    }

    public override void VisitForStatement(ForStatementSyntax node)
    {
        StartOf(node.Statement, pass);
        base.VisitForStatement(node);
    }

    public override void VisitForEachStatement(ForEachStatementSyntax node)
    {
        StartOf(node.Statement, pass);
        base.VisitForEachStatement(node);
    }

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        StartOf(node.Statement, pass);
        base.VisitForEachVariableStatement(node);
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        StartOf(node.Body, node.ExpressionBody, node.SemicolonToken, node.Identifier, node.ReturnType, node.Modifiers);
        base.VisitMethodDeclaration(node);
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        StartOf(node.Body, node.ExpressionBody, node.SemicolonToken, node.Identifier, node.ReturnType, node.Modifiers);
        base.VisitLocalFunctionStatement(node);
    }

    private static bool Awaits(SyntaxNode node) =>
        node is not (BaseTypeDeclarationSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
        && node.DescendantNodes(inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(inner => inner is AwaitExpressionSyntax);

    private void StartOf(StatementSyntax body, string check)
    {
        if (body is BlockSyntax block)
        {
            Insert(block.OpenBraceToken.Span.End, check);
        }
        else
        {
            Insert(body.SpanStart, "{" + check);
            Insert(body.Span.End, "}");
        }
    }

    private void StartOf(
        BlockSyntax? block,
        ArrowExpressionClauseSyntax? arrow,
        SyntaxToken semicolon,
        SyntaxToken name,
        TypeSyntax returnType,
        SyntaxTokenList modifiers)
    {
        if (block is not null)
        {
            StartOf(block, enter);
        }
        else if (arrow is not null && !modifiers.Any(SyntaxKind.AsyncKeyword) && Calls(arrow, name.ValueText))
        {
            // A recursive one-liner becomes a block; whether it returns a value is plain from its declaration.
            var returns = returnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } ? "" : "return ";
            changes.Add(new TextChange(arrow.ArrowToken.Span, "{" + enter + returns));
            Insert(semicolon.Span.End, "}");
        }
    }

    private static bool Calls(ArrowExpressionClauseSyntax body, string name) =>
        body.Expression is not ThrowExpressionSyntax
        && body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(used => used.Identifier.ValueText == name);

    private void AfterAwaits<T>(SyntaxList<T> statements)
        where T : SyntaxNode
    {
        for (var i = 0; i < statements.Count - 1; i++)
        {
            if (Awaits(statements[i]))
            {
                Insert(statements[i + 1].SpanStart, pass);
            }
        }
    }

    private void Insert(int position, string text) => changes.Add(new TextChange(new TextSpan(position, 0), text));
}
