using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Submissions;

/// <summary>
/// Finds where an interrupt must be noticed: at the start of each round of a loop, and after a statement that awaits,
/// because neither can be reached from outside once the code runs on another thread.
/// </summary>
internal sealed class LoopCheckPlaces : CSharpSyntaxWalker
{
    private readonly List<TextChange> inserts = [];
    private readonly string check;

    private LoopCheckPlaces(string check) => this.check = check;

    /// <summary>The insertions; none holds a line end, so lines stay what they are.</summary>
    public static List<TextChange> In(CompilationUnitSyntax root, string check)
    {
        var places = new LoopCheckPlaces(check);
        places.Visit(root);
        return places.inserts;
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
        StartOf(node.Statement);
        base.VisitWhileStatement(node);
    }

    public override void VisitDoStatement(DoStatementSyntax node)
    {
        StartOf(node.Statement);
        base.VisitDoStatement(node);
    }

    public override void VisitForStatement(ForStatementSyntax node)
    {
        StartOf(node.Statement);
        base.VisitForStatement(node);
    }

    public override void VisitForEachStatement(ForEachStatementSyntax node)
    {
        StartOf(node.Statement);
        base.VisitForEachStatement(node);
    }

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        StartOf(node.Statement);
        base.VisitForEachVariableStatement(node);
    }

    private static bool Awaits(SyntaxNode node) =>
        node is not (BaseTypeDeclarationSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
        && node.DescendantNodes(inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(inner => inner is AwaitExpressionSyntax);

    private void StartOf(StatementSyntax body)
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

    private void AfterAwaits<T>(SyntaxList<T> statements)
        where T : SyntaxNode
    {
        for (var i = 0; i < statements.Count - 1; i++)
        {
            if (Awaits(statements[i]))
            {
                Insert(statements[i + 1].SpanStart, check);
            }
        }
    }

    private void Insert(int position, string text) => inserts.Add(new TextChange(new TextSpan(position, 0), text));
}
