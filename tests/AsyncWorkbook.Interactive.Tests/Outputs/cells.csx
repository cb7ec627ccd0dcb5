// --- a number
6 * 7

// --- a long number
12345678901L * 10

// --- a double
0.1 + 0.2

// --- not a number
double.NaN

// --- a decimal
19.90m

// --- a big integer
System.Numerics.BigInteger.Pow(2, 100)

// --- a complex number
new System.Numerics.Complex(1, -2)

// --- a truth
3 > 2

// --- a character
'x'

// --- a string
"plain text"

// --- a string with markup
"<b>5 < 6 & 7 > 6</b>"

// --- a string of two lines
"first\nsecond"

// --- null
(string)null

// --- nothing
var silent = 1;

// --- a date and time
new DateTime(2026, 4, 24, 9, 30, 0, DateTimeKind.Utc)

// --- a date with offset
new DateTimeOffset(2026, 4, 24, 9, 30, 0, TimeSpan.FromHours(2))

// --- a date
new DateOnly(2026, 4, 24)

// --- a time
new TimeOnly(9, 30)

// --- a time span
TimeSpan.FromMinutes(90.5)

// --- an enum
DayOfWeek.Friday

// --- flags
System.IO.FileAccess.Read | System.IO.FileAccess.Write

// --- an enum of a cell
enum Colour { Red, Green }
Colour.Green

// --- a GUID
new Guid("0f8fad5b-d9cb-469f-a165-70867728950e")

// --- an address
new Uri("https://example.org/a?b=1")

// --- a version
new Version(1, 2, 3)

// --- a type
typeof(Dictionary<string, int>)

// --- bytes
new byte[] { 1, 2, 3, 255 }

// --- many bytes
Enumerable.Range(0, 40).Select(n => (byte)n).ToArray()

// --- a tuple
(1, "two", 3.0)

// --- a named tuple
(Name: "Ada", Age: 36)

// --- an anonymous object
new { Name = "Ada", Age = 36 }

// --- a record
record Person(string Name, int Age);
new Person("Ada", 36)

// --- a nested record
record Team(string Name, Person Lead, List<Person> Members);
new Team("Analysts", new("Ada", 36), [new("Ben", 41), new("Cleo", 29)])

// --- a class
class Counter { public int Count { get; set; } = 3; public string Label = "boards"; }
new Counter()

// --- a class with ToString
class Named { public string Name => "Ada"; public override string ToString() => $"I am {Name}"; }
new Named()

// --- an empty class
class Empty { }
new Empty()

// --- a struct
struct Point { public int X { get; set; } public int Y { get; set; } }
new Point { X = 1, Y = 2 }

// --- a record struct
readonly record struct Cell(int Row, int Column);
new Cell(3, 4)

// --- a property that throws (differs: short)
class Broken { public int Fine => 1; public int Bad => throw new InvalidOperationException("no"); }
new Broken()

// --- an object that holds itself
class Node { public string Name { get; set; } public Node Next { get; set; } }
var ring = new Node { Name = "a" };
ring.Next = new Node { Name = "b", Next = ring };
ring

// --- an object in an object in an object
new { A = new { B = new { C = new { D = 1 } } } }

// --- a list of numbers
new List<int> { 3, 1, 2 }

// --- a list of strings
new[] { "one", "two" }

// --- a list of records
new List<Person> { new("Ada", 36), new("Ben", 41) }

// --- a list of anonymous objects
new[] { new { Name = "Ada", Born = new DateOnly(1815, 12, 10) }, new { Name = "Alan", Born = new DateOnly(1912, 6, 23) } }

// --- a list of mixed things
new object[] { 1, "two", new Person("Ada", 36), null }

// --- a long list
Enumerable.Range(1, 30).ToList()

// --- a lazy sequence
Enumerable.Range(1, 30).Select(n => n * n)

// --- an empty list
new List<int>()

// --- a list of lists
new List<List<int>> { new() { 1, 2 }, new() { 3 } }

// --- an array of two dimensions (differs: table)
new int[,] { { 1, 2 }, { 3, 4 } }

// --- a dictionary
new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 }

// --- a dictionary of records
new Dictionary<string, Person> { ["a"] = new("Ada", 36), ["b"] = new("Ben", 41) }

// --- an empty dictionary
new Dictionary<string, int>()

// --- a set
new HashSet<string> { "one", "two" }

// --- a key and its value
new KeyValuePair<string, int>("one", 1)

// --- groups
new[] { "one", "two", "three" }.GroupBy(word => word.Length)

// --- a lookup
new[] { "one", "two", "three" }.ToLookup(word => word.Length)

// --- optional numbers
new int?[] { 1, null }

// --- a JSON document
System.Text.Json.JsonDocument.Parse("""{"name":"Ada","ages":[1,2]}""")

// --- a JSON node (differs: json)
System.Text.Json.Nodes.JsonNode.Parse("""{"name":"Ada","ages":[1,2]}""")

// --- a string builder
new StringBuilder("built")

// --- memory
new ReadOnlyMemory<int>([1, 2, 3])

// --- a match
System.Text.RegularExpressions.Regex.Match("board 12", @"\d+").Value

// --- a lambda (differs: short)
Func<int, int> twice = n => 2 * n;
twice

// --- a finished task (differs: short)
Task.FromResult(42)

// --- an awaited result
await Task.FromResult(42)

// --- an exception as a value (differs: short)
new InvalidOperationException("not thrown")

// --- a thrown exception
throw new InvalidOperationException("boom");

// --- an exception from a method
int Divide(int a, int b) => a / b;
Divide(1, 0)

// --- an exception after an output
Console.WriteLine("before");
throw new ArgumentException("wrong");

// --- a compile error
int number = "text";

// --- an unknown name
unknownName + 1

// --- an unknown directive (differs: directive)
#!nosuchthing

// --- printing
Console.Write("a");
Console.WriteLine("b");

// --- printing an error
Console.Error.WriteLine("careful");

// --- printing before the result
Console.WriteLine("first");
"second"

// --- display
display(new Person("Ada", 36));

// --- display of a string
display("text");

// --- display without a semicolon
display(42)

// --- two displays and a result
display(1);
display("two");
3

// --- display as text
new Person("Ada", 36).Display("text/plain");

// --- display as JSON
new { Name = "Ada" }.Display("application/json");

// --- display as HTML
"<b>bold</b>".DisplayAs("text/html");

// --- HTML
HTML("<b>bold</b>")

// --- display of HTML
display(HTML("<i>italic</i>"));

// --- update of a display (differs: update)
var shown = display("before");
shown.Update("after");

// --- update with another kind of value (differs: update)
var counted = display(1);
counted.Update(new Person("Ada", 36));

// --- a style (differs: style)
CSS(".board { color: red }")

// --- a script
Javascript("console.log(1)")

// --- a table
using Microsoft.DotNet.Interactive.Formatting;
new[] { new Person("Ada", 36), new Person("Ben", 41) }.DisplayTable();

// --- elements
using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;
div[@class: "board"](b("bold"), " & plain")

// --- a formatter of a cell
using System.IO;
Formatter.Register<Counter>((Counter counter, TextWriter writer) => writer.Write($"<u>{counter.Count}</u>"), "text/html");
new Counter()

// --- a plain formatter
Formatter.Register<Named>((Named named, TextWriter writer) => writer.Write("just " + named.Name), "text/plain");
display(new Named(), "text/plain");

// --- text of a value
new Person("Ada", 36).ToDisplayString("text/plain")

// --- text of a list of records
new List<Person> { new("Ada", 36), new("Ben", 41) }.ToDisplayString("text/plain")

// --- text of a nested record
new Team("Analysts", new("Ada", 36), [new("Ben", 41), new("Cleo", 29)]).ToDisplayString("text/plain")

// --- text of a dictionary
new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 }.ToDisplayString("text/plain")

// --- text of an anonymous object in an object (differs: anonymous)
new { A = new { B = new { C = 1 } }, D = new[] { 1, 2 } }.ToDisplayString("text/plain")

// --- text of a date and an enum
(new DateTime(2026, 4, 24, 9, 30, 0, DateTimeKind.Utc), DayOfWeek.Friday).ToDisplayString("text/plain")

// --- text of bytes
new byte[] { 1, 2, 3, 255 }.ToDisplayString("text/plain")

// --- HTML of a value
new[] { 1, 2 }.ToDisplayString("text/html")

// --- time
#!time
40 + 2

// --- who (differs: who)
#!who

// --- whos (differs: who)
#!whos

// --- set
#!set --name number --value 12.5
number

// --- set of a text (differs: quotes)
#!set --name word --value "two words"
word

// --- nothing to show
var shared = new { boards = 24, names = new[] { "Ada", "Ben" } };

// --- set of an object
#!set --name settings --value @csharp:shared
settings

// --- a value kept
#!value --name kept
some text

// --- a value read
#!set --name text --value @value:kept
text

// --- HTML in a cell
#!html
<b>bold</b>

// --- Markdown in a cell (differs: markdown)
#!markdown
**bold**

// --- a chart
#r "LIBRARY/AsyncWorkbook.dll"
#r "LIBRARY/XPlot.Plotly.dll"
using AsyncWorkbook;
using XPlot.Plotly;
Formatters.Register();
Chart.Plot(new Scatter { x = new[] { 1, 2, 3 }, y = new[] { 2, 4, 8 } })

// --- display of a chart
display(Chart.Plot(new Bar { x = new[] { "a", "b" }, y = new[] { 1, 2 } }));

// --- a table of System.Data (differs: table)
var people = new System.Data.DataTable();
people.Columns.Add("Name");
people.Rows.Add("Ada");
people

// --- a sequence that throws while it is shown (differs: lazy)
new[] { 1, 0 }.Select(x => 10 / x)

// --- an object in an object, to the last level
new { A = new { B = new { C = new { D = new { E = new { F = new { G = 1 } } } } } } }

// --- lists in lists, to the last level
new List<object> { new List<object> { new List<object> { new List<object> { new List<object> { new List<object> { new List<object> { new List<object> { 1, 2 } } } } } } } }
