namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>
/// Small pieces of code for what an editor asks, in every language that answers it. The cursor is at <c>|</c>. A
/// language adds itself to <see cref="Of"/>.
/// </summary>
internal sealed record EditorSnippets
{
    public static IReadOnlyDictionary<string, EditorSnippets> Of { get; } = new Dictionary<string, EditorSnippets>
    {
        ["csharp"] = new()
        {
            Declare = """
                var zebraText = "stripes"; var zebraList = new[] { 1, 2 }; var ran = false;
                /// <summary>Walks about.</summary>
                object zebraWalk(int steps, int pace = 2) { ran = true; return steps; }
                """,
            Text = "zebraText",
            Told = "string zebraText",
            BuiltIn = "Console",
            New = "var giraffe = 1;",
            Function = "zebraWalk",
            Signature = "(int steps, int pace = 2)",
            Documentation = "Walks about.",
            Quoted = "_ = \"😀\"; ",
            Comment = "// ",
            Upper = "ToUpper",
            Ran = "ran",
            RanNot = "False",
            Call = "((dynamic)zebraWalk(1, 2)).|",
            Keyword = "whi|",
            Complete = ["", "1 + 1", "if (a) {\n}", "var a = 1; // c", "await a", "using A;"],
            Incomplete = ["f(", "if (a) {", "\"\"\"\nabc", "/* abc", "new[] { 1,", "var a =", "a => {", "class A {"],
            Invalid = [")", "\"abc", "a b c"],
            Ask = "await GetInputAsync(\"Name?\")",
            Show = "{0}",
        },
        ["javascript"] = new()
        {
            Declare = """
                const zebraText = 'stripes', zebraList = [1, 2];
                /** Walks about. */
                function zebraWalk(steps, pace = 2) { globalThis.ran = true; return [steps, pace]; }
                """,
            Text = "zebraText",
            Told = "stripes",
            BuiltIn = "parseInt",
            New = "giraffe = 1",
            Function = "zebraWalk",
            Signature = "(steps, pace = 2)",
            Documentation = "Walks about.",
            Quoted = "'😀'; ",
            Comment = "// ",
            Upper = "toUpperCase",
            Ran = "typeof ran",
            RanNot = "undefined",
            Call = "zebraWalk(1, 2).|",
            Keyword = "whi|",
            Complete = ["", "1 + 1", "if (a) {\n}", "const a = `b`; // c", "await a;\nreturn b", "import a from 'b'"],
            Incomplete = ["f(", "if (a) {", "`abc", "/* abc", "[1,", "const a =", "a => {", "f(() => {\n  1;\n"],
            Invalid = [")", "const = 1", "'abc", "a b c", "return )", "function f() { await 1 }"],
            Ask = "return prompt('Name?');",
            Show = "return {0};",
        },
        ["python"] = new()
        {
            Declare = """"
                zebraText, zebraList, ran = 'stripes', [1, 2], False
                def zebraWalk(steps, pace=2):
                    """Walks about."""
                    global ran
                    ran = True
                """",
            Text = "zebraText",
            Told = "stripes",
            BuiltIn = "print",
            New = "giraffe = 1",
            Function = "zebraWalk",
            Signature = "(steps, pace=2)",
            Documentation = "Walks about.",
            Quoted = "'😀'; ",
            Comment = "# ",
            Upper = "upper",
            Ran = "ran",
            RanNot = "False",
            Call = "zebraWalk(1, 2).|",
            Keyword = "whi|",
            Complete = ["", "1 + 1", "if a:\n    b\n", "a = 1 # c", "await a", "async for a in b: pass"],
            Incomplete = ["f(", "if a:", "'''abc", "[1,", "a = {1:", "class A:", "@decorated", "try:\n    a\n"],
            Invalid = [")", "a = = 1", "'abc", "a b c", "return 1", "def f():\n    await a", "%timeit a", "!ls"],
            Ask = "input('Name?')",
            Show = "{0}",
        },
    };

    /// <summary>Declares the text "stripes", the list [1, 2] as <c>zebraList</c>, and a function with documentation.</summary>
    public required string Declare { get; init; }

    /// <summary>The name of the text.</summary>
    public required string Text { get; init; }

    /// <summary>What is known of the text: its value, or its type where only that is certain.</summary>
    public required string Told { get; init; }

    /// <summary>A name that the language brings.</summary>
    public required string BuiltIn { get; init; }

    /// <summary>Declares <c>giraffe</c>.</summary>
    public required string New { get; init; }

    /// <summary>The name of the function.</summary>
    public required string Function { get; init; }

    /// <summary>Its parameters as they are written.</summary>
    public required string Signature { get; init; }

    /// <summary>What its documentation says.</summary>
    public required string Documentation { get; init; }

    /// <summary>A statement that takes more UTF-16 units than characters.</summary>
    public required string Quoted { get; init; }

    /// <summary>Begins a comment.</summary>
    public required string Comment { get; init; }

    /// <summary>The method that writes a text in capitals.</summary>
    public required string Upper { get; init; }

    /// <summary>Tells whether the function ran.</summary>
    public required string Ran { get; init; }

    /// <summary>What that says if it did not.</summary>
    public required string RanNot { get; init; }

    /// <summary>Asks for the members of what a call returns.</summary>
    public required string Call { get; init; }

    /// <summary>The beginning of <c>while</c>.</summary>
    public required string Keyword { get; init; }

    /// <summary>Codes that can be run.</summary>
    public required string[] Complete { get; init; }

    /// <summary>Codes that lack their end.</summary>
    public required string[] Incomplete { get; init; }

    /// <summary>Codes that no further line would mend.</summary>
    public required string[] Invalid { get; init; }

    /// <summary>Asks the reader "Name?" and has the answer as result.</summary>
    public required string Ask { get; init; }

    /// <summary>Has the expression {0} as result.</summary>
    public required string Show { get; init; }
}
