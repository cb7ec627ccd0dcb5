using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What an editor asks of the C# worker while the reader types. A bar in the code is the cursor.</summary>
[StartsProcesses]
public sealed class CSharpLanguageTests(CSharpCells.Notebook notebook) : CSharpCells(notebook)
{
    private const string declarations = """
        using System.Threading;
        /// <summary>Doubles a <paramref name="number"/>.</summary>
        /// <param name="number">What is doubled.</param>
        /// <returns>Twice as much.</returns>
        int Twice(int number) => 2 * number;
        var words = new List<string> { "a" };
        int? perhaps = 3;
        class Point
        {
            /// <summary>How far to the right.</summary>
            public int X { get; set; }
            public int Y { get; set; }
            public Point(int start = 0) { }
            public static Point Zero;
            private int hidden;
        }
        record Person(string Name, int Age);
        """;

    [Fact]
    public async Task Completion_works_before_any_cell_has_run()
    {
        await using var fresh = new LiveKernel("csharp");

        var list = await fresh.Kernel.CompleteAsync("Console.Wr", 10, CancellationToken.None);

        Assert.Equal((8, 10), (list.Start, list.End));
        Assert.Equal([new("Write", "function"), new("WriteLine", "function")], list.Items);
    }

    [Theory]
    [InlineData("words.|", "Add", "function")]
    [InlineData("words.Whe|", "Where", "function")]
    [InlineData("words.whe|", "Where", "function")]
    [InlineData("words?.Fi|", "FindAll", "function")]
    [InlineData("perhaps?.Comp|", "CompareTo", "function")]
    [InlineData("perhaps.|", "HasValue", "property")]
    [InlineData("wor|", "words", "variable")]
    [InlineData("Twi|", "Twice", "function")]
    [InlineData("Per|", "Person", "class")]
    [InlineData("Point.|", "Zero", "property")]
    [InlineData("new Poi|", "Point", "class")]
    [InlineData("var p = new Point { |", "X", "property")]
    [InlineData("var p = new Point { X = 1, |", "Y", "property")]
    [InlineData("Point p = new() { |", "Y", "property")]
    [InlineData("new Person(\"a\", 1) with { |", "Age", "property")]
    [InlineData("Twice(|", "number:", "variable")]
    [InlineData("new Point(|", "start:", "variable")]
    [InlineData("words.Select(w => w.Le|", "Length", "property")]
    [InlineData("foreach (var word in words) { wor|", "word", "variable")]
    [InlineData("var local = 1;\nloc|", "local", "variable")]
    [InlineData("$\"{wor|}\"", "words", "variable")]
    [InlineData("System.Te|", "Text", "module")]
    [InlineData("using System.Th|", "Threading", "module")]
    [InlineData("using static System.Ma|", "Math", "class")]
    [InlineData("System.Xml.Linq.XEl|", "XElement", "class")]
    [InlineData("DayOfWeek.Fri|", "Friday", "property")]
    [InlineData("fore|", "foreach", "keyword")]
    [InlineData("await Tas|", "Task", "class")]
    [InlineData("[Obs|", "Obsolete", "class")]
    [InlineData("disp|", "display", "function")]
    [InlineData("Cancella|", "CancellationToken", "class")] // of a using directive of an earlier cell
    [InlineData("words.|\nvar more = 1;", "Add", "function")]
    public async Task Completion_offers_what_can_stand_there(string code, string text, string kind)
    {
        await OkAsync(declarations);

        Assert.Contains(new Completion(text, kind), (await CompleteAsync(code)).Items);
    }

    [Theory]
    [InlineData("words.|", "ReferenceEquals")] // static
    [InlineData("Point.|", "X")] // not static
    [InlineData("new Point().|", "hidden")]
    [InlineData("new Point().|", "get_X")]
    [InlineData("var p = new Point { X = 1, |", "X")]
    [InlineData("words.Whe|", "Add")]
    public async Task Completion_offers_nothing_that_cannot(string code, string text)
    {
        await OkAsync(declarations);

        Assert.DoesNotContain((await CompleteAsync(code)).Items, item => item.Text == text);
    }

    [Theory]
    [InlineData("// Con|")]
    [InlineData("/* Con|")]
    [InlineData("\"Con|")]
    [InlineData("\"Con|\"")]
    [InlineData("$\"Con|\"")]
    [InlineData("12|")]
    [InlineData("var wor|")]
    [InlineData("#r \"wor|")]
    [InlineData("nothing.|")]
    public async Task Completion_is_silent_in_prose_and_new_names(string code)
    {
        await OkAsync(declarations);

        Assert.Empty((await CompleteAsync(code)).Items);
    }

    [Fact]
    public async Task The_nearest_name_comes_first_and_replaces_the_word()
    {
        await OkAsync("var quagg = 1;");
        var list = await CompleteAsync("var quagga = 2;\nConsole.WriteLine(qua|gg);");

        Assert.Equal(["quagg", "quagga"], list.Items.Take(2).Select(item => item.Text));
        Assert.Equal((34, 39), (list.Start, list.End));
    }

    [Fact]
    public async Task Questions_run_no_code()
    {
        await OkAsync("var counted = 0; int Count() => ++counted; class Loud { public int Value => ++Total; public static int Total; public override string ToString() => $\"{++Total}\"; } var loud = new Loud();");
        await CompleteAsync("Count().|");
        await CompleteAsync("loud.Value.|");
        await InspectAsync("Cou|nt()");
        await Live.Kernel.CheckAsync("Count()", CancellationToken.None);
        await Live.Kernel.ListVariablesAsync(CancellationToken.None);

        Assert.Equal("0 0", await ResultAsync("$\"{counted} {Loud.Total}\""));
    }

    [Fact]
    public async Task Questions_about_code_leave_no_trace()
    {
        await OkAsync("var kept = 1;");
        await CompleteAsync("string kept = null; System.Xml.Linq.XElement x = null; kept.|");
        await InspectAsync("#r \"nowhere.dll\"\nint ke|pt = 2;");

        Assert.Equal("1", await ResultAsync("kept"));
    }

    [Theory]
    [InlineData("Console.Write|Line(\"a\")", "void Console.WriteLine(string? value)", "Writes the specified string value")]
    [InlineData("Cons|ole.WriteLine()", "class System.Console", "Represents the standard input")]
    [InlineData("words.Whe|re(w => true)", "Where<string>(Func<string, bool> predicate)", "Filters a sequence of values")]
    [InlineData("int.Parse(|\"3\")", "int.Parse(string s)", "Converts the string representation")]
    [InlineData("Twice(|", "int Twice(int number)", "Doubles a number.")]
    [InlineData("Twi|ce(1)", "int Twice(int number)", "Returns: Twice as much.")]
    [InlineData("new Point().|X", "int Point.X", "How far to the right.")]
    [InlineData("wor|ds", "(variable) List<string> words", "")]
    [InlineData("words.Select(each => ea|ch.Length)", "(parameter) string each", "")]
    [InlineData("Math.P|I", "double Math.PI = 3.14", "ratio of the circumference")]
    [InlineData("System.Xml.Linq.XEle|ment", "class System.Xml.Linq.XElement", "Represents an XML element")]
    public async Task A_name_is_explained(string code, string signature, string documentation)
    {
        await OkAsync(declarations);
        var data = (await InspectAsync(code))!;

        Assert.Contains(signature, (string?)data["text/plain"], StringComparison.Ordinal);
        Assert.Contains(documentation, (string?)data["text/plain"], StringComparison.Ordinal);
        Assert.StartsWith("```csharp\n", (string?)data["text/markdown"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_is_explained_by_the_file_beside_it()
    {
        var library = Path.GetRelativePath(Live.Folder, Repository.PathOf("artifacts", "lib", "AsyncWorkbook.dll"));
        await OkAsync($"#r \"{library}\"\nusing AsyncWorkbook;");
        var data = (await InspectAsync("Run|Log log"))!;

        Assert.Matches(@"class AsyncWorkbook\.RunLog\n\n\w+", (string?)data["text/plain"]);
    }

    [Theory]
    [InlineData("|")]
    [InlineData("unknown|")]
    [InlineData("// wor|ds")]
    [InlineData("1 |+ 1")]
    public async Task Where_there_is_no_name_nothing_is_explained(string code) => Assert.Null(await InspectAsync(code));

    [Theory]
    [InlineData("", Completeness.Complete)]
    [InlineData("1 + 1", Completeness.Complete)]
    [InlineData("var x = 1;", Completeness.Complete)]
    [InlineData("await Task.Yield()", Completeness.Complete)]
    [InlineData("notDeclared", Completeness.Complete)]
    [InlineData("1 +", Completeness.Incomplete)]
    [InlineData("if (true) {", Completeness.Incomplete)]
    [InlineData("words.Select(", Completeness.Incomplete)]
    [InlineData("class A {", Completeness.Incomplete)]
    [InlineData("/* a", Completeness.Incomplete)]
    [InlineData("@\"a", Completeness.Incomplete)]
    [InlineData("\"\"\"\na", Completeness.Incomplete)]
    [InlineData("}", Completeness.Invalid)]
    [InlineData("var = ;", Completeness.Invalid)]
    [InlineData("\"a", Completeness.Invalid)]
    public async Task Code_is_complete_or_not(string code, Completeness completeness) =>
        Assert.Equal(completeness, await Live.Kernel.CheckAsync(code, CancellationToken.None));

    [Fact]
    public async Task Variables_are_listed_by_name_each_in_a_line()
    {
        await using var fresh = new LiveKernel("csharp");
        await fresh.RunAsync("""
            record Person(string Name, int Age);
            enum Mood { Good }
            async Task<int> Go() { await Task.Yield(); return 1; }
            IEnumerable<int> ForEver() { while (true) yield return 1; }
            var number = "old";
            """);
        await fresh.RunAsync("""
            var number = 1; string none = null; var text = "a\nb"; var ann = new Person("Ann", 3); var pair = (1, "a");
            var many = Enumerable.Range(0, 1000).ToList(); var map = new Dictionary<string, int[]> { ["a"] = [1, 2] };
            var plain = new { A = 1 }; Func<int, string> f = n => ""; var mood = Mood.Good; var endless = ForEver();
            var task = Go(); await task; int? maybe = 3;
            """);
        var variables = await fresh.Kernel.ListVariablesAsync(CancellationToken.None);

        Assert.Equal(
            [
                "ann Person Person { Name = \"Ann\", Age = 3 }",
                "endless IEnumerable<int> IEnumerable<int>",
                "f Func<int, string> Func<int, string>",
                "many List<int> [0, 1, 2, 3, 4, …] (1000 items)",
                "map Dictionary<string, int[]> [\"a\": [1, 2]]",
                "maybe int? 3",
                "mood Mood Good",
                "none string null",
                "number int 1",
                "pair (int, string) (1, \"a\")",
                "plain (anonymous type) { A = 1 }",
                "task Task<int> Task<Int32>: RanToCompletion",
                "text string \"a b\"",
            ],
            variables.Select(variable => $"{variable.Name} {variable.Type} {variable.Value}"));
    }

    private Task<CompletionList> CompleteAsync(string code)
    {
        var (text, cursor) = AtCursor(code);
        return Live.Kernel.CompleteAsync(text, cursor, CancellationToken.None);
    }

    private Task<JsonObject?> InspectAsync(string code)
    {
        var (text, cursor) = AtCursor(code);
        return Live.Kernel.InspectAsync(text, cursor, CancellationToken.None);
    }

    private static (string Text, int Cursor) AtCursor(string code)
    {
        var cursor = code.IndexOf('|', StringComparison.Ordinal);
        return (code.Remove(cursor, 1), cursor);
    }
}
