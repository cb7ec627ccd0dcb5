using System.Collections.Immutable;
using System.ComponentModel;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Editor;

/// <summary>
/// The ways to go on from the cursor. Roslyn's own completion service knows more, at the price of a second for the first
/// answer and 125 MB.
/// </summary>
internal sealed class Completions
{
    private static readonly ImmutableArray<string> keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Concat(
            [
                SyntaxKind.VarKeyword, SyntaxKind.AsyncKeyword, SyntaxKind.AwaitKeyword, SyntaxKind.YieldKeyword,
                SyntaxKind.RecordKeyword, SyntaxKind.WhenKeyword, SyntaxKind.WithKeyword, SyntaxKind.NameOfKeyword,
                SyntaxKind.RequiredKeyword, SyntaxKind.InitKeyword, SyntaxKind.AndKeyword,
                SyntaxKind.OrKeyword, SyntaxKind.NotKeyword, SyntaxKind.PartialKeyword, SyntaxKind.WhereKeyword,
                SyntaxKind.SelectKeyword, SyntaxKind.FromKeyword, SyntaxKind.OrderByKeyword, SyntaxKind.GroupKeyword,
            ])
            .Select(SyntaxFacts.GetText),
        "dynamic",
    ];

    private readonly CodeAtCursor code;

    private Completions(CodeAtCursor code) => this.code = code;

    /// <summary>Finds the ways to go on.</summary>
    /// <param name="chain">The cells that have run.</param>
    /// <param name="text">The code of a cell.</param>
    /// <param name="cursor">An index into it.</param>
    /// <returns>The span that a choice replaces, and the choices, best first.</returns>
    public static (TextSpan Replaced, IReadOnlyList<(string Text, string Kind)> Items) At(
        SubmissionChain chain, string text, int cursor)
    {
        var code = new CodeAtCursor(chain, text, cursor);
        if (code.IsProse || IsNumber(code.Begun))
        {
            return (code.WordAsWritten, []);
        }

        var completions = new Completions(code);
        var best = completions.Best();
        if (best.Count == 0 && code.Before.IsKind(SyntaxKind.DotToken))
        {
            code.LookEverywhere(); // a namespace may have more in rare parts of the runtime library
            best = completions.Best();
        }

        return (code.WordAsWritten, best);
    }

    private static bool IsNumber(string word) => word.Length > 0 && char.IsDigit(word[0]);

    private static bool IsBrowsable(ISymbol symbol) =>
        symbol.CanBeReferencedByName
        && symbol is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.LocalFunction) }
        && !symbol.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.Name == nameof(EditorBrowsableAttribute)
            && attribute.ConstructorArguments is [{ Value: (int)EditorBrowsableState.Never }]);

    private static string KindOf(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "module",
        ITypeSymbol => "class",
        IMethodSymbol => "function",
        IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => "variable",
        _ => "property",
    };

    /// <summary>What is near the cursor comes first.</summary>
    private static int Distance(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => 0,
        { ContainingType.IsScriptClass: true } => 1,
        INamedTypeSymbol { Locations: [{ IsInSource: true }] } => 1,
        INamespaceSymbol => 4,
        ITypeSymbol => 3,
        IMethodSymbol { MethodKind: MethodKind.ReducedExtension } => 3,
        _ => 2,
    };

    private List<(string Text, string Kind)> Best()
    {
        var (symbols, words) = Found();
        var all = symbols
            .Where(IsBrowsable)
            .Select(symbol => (Text: NameOf(symbol), Kind: KindOf(symbol), Rank: Distance(symbol)))
            .Concat(words.Select(word => (Text: word, Kind: word.EndsWith(':') ? "variable" : "keyword", Rank: word.EndsWith(':') ? 2 : 3)))
            .ToList();
        var begun = all.Where(item => item.Text.StartsWith(code.Begun, StringComparison.OrdinalIgnoreCase)).ToList();
        return
        [
            .. (begun.Count > 0 ? begun : all.Where(item => item.Text.Contains(code.Begun, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(item => item.Text.StartsWith(code.Begun, StringComparison.Ordinal) ? 0 : 1)
                .ThenBy(item => item.Rank)
                .ThenBy(item => item.Text, StringComparer.OrdinalIgnoreCase)
                .ThenBy(item => item.Text, StringComparer.Ordinal)
                .Select(item => (item.Text, item.Kind))
                .Distinct(),
        ];
    }

    private string NameOf(ISymbol symbol)
    {
        const string Attribute = "Attribute";
        var name = symbol.Name;
        if (code.Before.Parent is AttributeListSyntax && name.EndsWith(Attribute, StringComparison.Ordinal) && name.Length > Attribute.Length)
        {
            return name[..^Attribute.Length];
        }

        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    private (IEnumerable<ISymbol> Symbols, IEnumerable<string> Words) Found()
    {
        var before = code.Before;
        return before.Parent switch
        {
            MemberAccessExpressionSyntax access when before == access.OperatorToken => (Members(access.Expression), []),
            QualifiedNameSyntax name when before == name.DotToken => (Members(name.Left), []),
            MemberBindingExpressionSyntax when before.Parent.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } access =>
                (Members(access.Expression), []),
            InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression } initializer
                when !before.IsKind(SyntaxKind.EqualsToken) => (Settable(initializer), []),
            UsingDirectiveSyntax { StaticKeyword.RawKind: 0, Alias: null } => (Scope().Where(symbol => symbol is INamespaceSymbol), ["static"]),
            UsingDirectiveSyntax or ObjectCreationExpressionSyntax or AttributeListSyntax => (Types(), []),
            ArgumentListSyntax arguments => (Scope(), keywords.Concat(ParametersOf(arguments))),
            _ when IsDeclaredName() => ([], []),
            _ when before.IsKind(SyntaxKind.NewKeyword) => (Types(), []),
            _ => (Scope(), keywords),
        };
    }

    private IEnumerable<ISymbol> Scope() => code.Model.LookupSymbols(code.Word.Start);

    private IEnumerable<ISymbol> Types() => code.Model.LookupNamespacesAndTypes(code.Word.Start);

    /// <summary>What can stand behind a dot.</summary>
    private IEnumerable<ISymbol> Members(ExpressionSyntax owner)
    {
        // "words." in front of a line "var more" reads as a type "words.var" to the compiler.
        var (symbol, type) = code.Before.Parent is QualifiedNameSyntax && code.MeaningAsExpression(owner) is { Type: not null } expression
            ? expression
            : code.MeaningOf(owner);
        var at = code.Word.Start;
        switch (symbol)
        {
            case INamespaceSymbol space:
                return code.Model.LookupNamespacesAndTypes(at, space);
            case INamedTypeSymbol or ITypeParameterSymbol or IAliasSymbol when symbol is not IAliasSymbol { Target: INamespaceSymbol }:
                return code.Model.LookupStaticMembers(at, (symbol as IAliasSymbol)?.Target as INamedTypeSymbol ?? (ITypeSymbol)symbol);
            case IAliasSymbol { Target: INamespaceSymbol space }:
                return code.Model.LookupNamespacesAndTypes(at, space);
        }

        // Only running tells what a dynamic value has, and extension methods cannot be called on it.
        if (type is null or { SpecialType: SpecialType.System_Void } or { TypeKind: TypeKind.Error or TypeKind.Dynamic })
        {
            return [];
        }

        var isConditional = code.Before.Parent is MemberBindingExpressionSyntax;
        if (isConditional && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return code.Model.LookupSymbols(at, type, includeReducedExtensionMethods: true)
            .Where(member => member is not ITypeSymbol && (!member.IsStatic || member is IMethodSymbol { ReducedFrom: not null }));
    }

    /// <summary>The members of a new object that can be set, and are not yet.</summary>
    private IEnumerable<ISymbol> Settable(InitializerExpressionSyntax initializer)
    {
        if (code.Model.GetTypeInfo(initializer.Parent!).Type is not { } type)
        {
            return [];
        }

        var set = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(one => one.Left.ToString()).ToHashSet();
        return code.Model.LookupSymbols(code.Word.Start, type)
            .Where(member => !member.IsStatic && !set.Contains(member.Name)
                && member is IPropertySymbol { SetMethod: not null, IsIndexer: false } or IFieldSymbol { IsReadOnly: false });
    }

    /// <summary>The names with which arguments can be given, in any of the functions that may be meant.</summary>
    private IEnumerable<string> ParametersOf(ArgumentListSyntax arguments)
    {
        var functions = arguments.Parent switch
        {
            InvocationExpressionSyntax call => code.Model.GetMemberGroup(call.Expression).OfType<IMethodSymbol>(),
            ObjectCreationExpressionSyntax creation when code.Model.GetTypeInfo(creation).Type is INamedTypeSymbol type =>
                type.InstanceConstructors,
            _ => [],
        };
        var given = arguments.Arguments.Select(argument => argument.NameColon?.Name.ToString()).ToHashSet();
        return functions.SelectMany(function => function.Parameters)
            .Select(parameter => parameter.Name)
            .Where(name => !given.Contains(name))
            .Distinct()
            .Select(name => name + ":");
    }

    /// <summary>Whether a new name is being made up here: behind a type, as of a variable or a function.</summary>
    private bool IsDeclaredName() =>
        code.Root.FindToken(code.Word.Start) is { Parent: var owner } token
        && token.SpanStart == code.Word.Start
        && owner switch
        {
            VariableDeclaratorSyntax declared => declared.Identifier == token && !IsPerhapsAnExpression(declared),
            MethodDeclarationSyntax declared => declared.Identifier == token,
            LocalFunctionStatementSyntax declared => declared.Identifier == token,
            BaseTypeDeclarationSyntax declared => declared.Identifier == token,
            ParameterSyntax declared => declared.Identifier == token && declared.Type is not null,
            PropertyDeclarationSyntax declared => declared.Identifier == token,
            SingleVariableDesignationSyntax or ForEachStatementSyntax => true,
            _ => false,
        };

    // "await x", while it is written, may be taken for a variable x of type await.
    private static bool IsPerhapsAnExpression(VariableDeclaratorSyntax declared) =>
        declared.Parent is VariableDeclarationSyntax { Type: IdentifierNameSyntax { Identifier.Text: "await" or "yield" } };
}
