using Acornima;
using Acornima.Ast;

namespace AsyncWorkbook.Mutants.Mutations;

/// <summary>The changes of a JavaScript cell, as Acornima reads it: acorn, for .NET.</summary>
internal static class JavaScriptMutations
{
    private static readonly ParserOptions options = new() { AllowAwaitOutsideFunction = true, AllowReturnOutsideFunction = true };

    public static CellReading Read(string code)
    {
        Script script;
        try
        {
            script = new Parser(options).ParseScript(code);
        }
        catch (ParseErrorException) // a cell that shows what the language refuses
        {
            return CellReading.Nothing;
        }

        var nodes = script.DescendantNodes().ToList();
        var reader = new Reader(code);
        return new CellReading(Writes(script, nodes), Entries(nodes), [.. nodes.SelectMany(node => reader.At(node, script))]);
    }

    private static HashSet<string> Writes(Program script, List<Node> nodes) =>
    [
        .. script.Body.OfType<FunctionDeclaration>().Select(function => function.Id!.Name),
        .. nodes.OfType<AssignmentExpression>().SelectMany(assignment => Names(assignment.Left)),
        .. script.Body.OfType<VariableDeclaration>().SelectMany(all => all.Declarations).SelectMany(one => Names(one.Id)),
    ];

    private static HashSet<Entry> Entries(List<Node> nodes) =>
        [.. nodes.OfType<AssignmentExpression>().Select(assignment => assignment.Left).OfType<MemberExpression>().Select(EntryOf)];

    private static Entry EntryOf(Node target) => target switch
    {
        MemberExpression { Object: Identifier name, Property: Identifier key, Computed: false } => new(name.Name, key.Name),
        MemberExpression { Object: Identifier name, Property: StringLiteral key } => new(name.Name, key.Value),
        MemberExpression member => EntryOf(member.Object) with { Key = "" },
        Identifier name => new(name.Name, ""),
        _ => default,
    };

    private static IEnumerable<string> Names(Node target) => target switch
    {
        Identifier name => [name.Name],
        MemberExpression => [],
        _ => target.ChildNodes.SelectMany(Names),
    };

    private sealed class Reader(string code)
    {
        public IEnumerable<Mutation> At(Node node, Program script) => node switch
        {
            AwaitExpression await => [Replace("drop await", node, Text(await.Argument))],
            TryStatement { Finalizer: not null } @try => Finally(@try).Concat(Statement(@try, script)),
            Statement statement => Statement(statement, script),
            NonLogicalBinaryExpression binary when Swaps.AtBound(code[binary.Left.End..binary.Right.Start].Trim()) is { } other =>
                [Replace("move bound", node, $"{Text(binary.Left)} {other} {Text(binary.Right)}")],
            BooleanLiteral literal => [Replace("negate", node, literal.Value ? "false" : "true")],
            CallExpression { Arguments: [var first, ..] } call when Swaps.JavaScript.Wrappers.Contains(Text(call.Callee)) =>
                [Replace("unwrap", node, Text(first))],
            MemberExpression { Property: Identifier property, Computed: false } =>
                Swaps.JavaScript.Of(Text(node), property.Name).Select(other => Replace("swap", node, other)),
            _ => [],
        };

        private IEnumerable<Mutation> Statement(Statement statement, Program script)
        {
            // What is declared is used, or it would not be there; and what a cell returns is what it shows.
            if (statement is not (NestedBlockStatement or FunctionBody or VariableDeclaration or FunctionDeclaration or ClassDeclaration or EmptyStatement)
                && !(statement is ReturnStatement && script.Body.Contains(statement)))
            {
                yield return Replace("drop statement", statement, ";");
            }
        }

        private IEnumerable<Mutation> Finally(TryStatement @try)
        {
            var last = @try.Finalizer!;
            var block = Text(@try.Block);
            var without = @try.Handler is { } handler ? $"try {block} {Text(handler)}" : block;
            yield return Replace("drop finally", @try, without, last);
            yield return Replace("not in finally", @try, $"{{ {without} {Text(last)} }}", last);
        }

        private string Text(Node node) => code[node.Start..node.End];

        private Mutation Replace(string kind, Node node, string with, Node? was = null) =>
            new(kind, Text(was ?? node), node.Start, node.End, with);
    }
}
