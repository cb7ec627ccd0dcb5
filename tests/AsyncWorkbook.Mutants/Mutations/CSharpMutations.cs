using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncWorkbook.Mutants.Mutations;

/// <summary>The changes of a C# cell, as Roslyn reads it.</summary>
internal static class CSharpMutations
{
    private static readonly CSharpParseOptions options = new(LanguageVersion.Preview, kind: SourceCodeKind.Script);

    public static CellReading Read(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code, options).GetCompilationUnitRoot();
        return new CellReading(Writes(root), Entries(root), [.. root.DescendantNodes().SelectMany(node => At(node, root))]);
    }

    private static IEnumerable<Mutation> At(SyntaxNode node, CompilationUnitSyntax root) => node switch
    {
        AwaitExpressionSyntax await => [Replace("drop await", node, $"{await.Expression}")],
        TryStatementSyntax { Finally: not null } @try => Finally(@try).Concat(Statement(@try, root)),
        LockStatementSyntax @lock => [Replace("drop lock", node, $"{@lock.Statement}")],
        StatementSyntax statement => Statement(statement, root),
        BinaryExpressionSyntax binary when Swaps.AtBound(binary.OperatorToken.Text) is { } other =>
            [Replace("move bound", node, $"{binary.Left} {other} {binary.Right}")],
        LiteralExpressionSyntax literal when literal.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression =>
            [Replace("negate", node, literal.IsKind(SyntaxKind.TrueLiteralExpression) ? "false" : "true", node.Parent)],
        InvocationExpressionSyntax call => Call(call, $"{call.Expression}".Split('<')[0], call.ArgumentList),
        ObjectCreationExpressionSyntax { ArgumentList: { } list } made => Call(made, $"{made.Type}".Split('<')[0], list),
        MemberAccessExpressionSyntax member => Swaps.CSharp.Of($"{member}", member.Name.Identifier.Text).Select(other => Replace("swap", node, other)),
        _ => [],
    };

    private static IEnumerable<Mutation> Statement(StatementSyntax statement, CompilationUnitSyntax root)
    {
        // What is declared is used, or it would not be there; and what a cell shows at its end is no part of its solution.
        var drops = statement is not (BlockSyntax or LocalFunctionStatementSyntax or LocalDeclarationStatementSyntax or EmptyStatementSyntax)
            && !(statement.Parent is GlobalStatementSyntax && statement == (root.Members[^1] as GlobalStatementSyntax)?.Statement
                && statement is ExpressionStatementSyntax { SemicolonToken.IsMissing: true });
        if (drops)
        {
            yield return Replace("drop statement", statement, ";");
        }

        if (statement.Parent is BlockSyntax block && block.Statements.IndexOf(statement) is var at && at + 1 < block.Statements.Count
            && IsCall(statement) && IsCall(block.Statements[at + 1]))
        {
            var next = block.Statements[at + 1];
            yield return new Mutation(
                "swap order", $"{statement} {next}", statement.SpanStart, next.Span.End, $"{next} {statement}");
        }
    }

    private static bool IsCall(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax or AwaitExpressionSyntax };

    private static IEnumerable<Mutation> Finally(TryStatementSyntax @try)
    {
        var last = @try.Finally!;
        var without = @try.Catches.Count == 0 ? $"{@try.Block}" : $"{@try.WithFinally(null)}";
        yield return Replace("drop finally", @try, without, last);
        yield return Replace("not in finally", @try, $"{{ {without} {last.Block} }}", last);
    }

    private static IEnumerable<Mutation> Call(SyntaxNode call, string name, ArgumentListSyntax list)
    {
        var first = list.Arguments.FirstOrDefault();
        if (first is not null && Swaps.CSharp.Wrappers.Contains(name))
        {
            yield return Replace("unwrap", call, $"{first.Expression}");
        }

        if (first is not null && Swaps.CSharp.Bounds.Contains(name))
        {
            yield return Replace("widen", first, $"{first} + 1", call);
        }
    }

    private static Mutation Replace(string kind, SyntaxNode node, string with, SyntaxNode? was = null) =>
        new(kind, $"{was ?? node}", node.SpanStart, node.Span.End, with);

    private static HashSet<string> Writes(CompilationUnitSyntax root) =>
    [
        .. root.Members.SelectMany(Declared),
        .. Assigned(root).OfType<IdentifierNameSyntax>().Select(name => name.Identifier.Text),
        .. root.DescendantNodes().OfType<DeclarationExpressionSyntax>().SelectMany(declaration => declaration.DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text),
    ];

    private static IEnumerable<string> Declared(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        MethodDeclarationSyntax method => [method.Identifier.Text],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        _ => [],
    };

    private static HashSet<Entry> Entries(CompilationUnitSyntax root) =>
        [.. Assigned(root).Where(target => target is ElementAccessExpressionSyntax or MemberAccessExpressionSyntax).Select(EntryOf)];

    private static IEnumerable<ExpressionSyntax> Assigned(CompilationUnitSyntax root) =>
        root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Select(assignment => assignment.Left);

    private static Entry EntryOf(ExpressionSyntax target) => target switch
    {
        ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax name, ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } =>
            new($"{name}", key.Token.ValueText),
        ElementAccessExpressionSyntax element => EntryOf(element.Expression) with { Key = "" },
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } member => new($"{name}", member.Name.Identifier.Text),
        MemberAccessExpressionSyntax member => EntryOf(member.Expression) with { Key = "" },
        _ => new($"{target}", ""),
    };
}
