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

// --- usings of .NET Interactive
using System.Reactive.Linq;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Directives;

// --- the namespace of the C# kernel
using Microsoft.DotNet.Interactive.CSharp;
1

// --- the C# kernel by its type
var cs = (Microsoft.DotNet.Interactive.CSharp.CSharpKernel)Kernel.Root.FindKernelByName("csharp");
cs.Name

// --- options that silence warnings
var optionsField = typeof(Microsoft.DotNet.Interactive.CSharp.CSharpKernel).GetField("_scriptOptions", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance);
var current = optionsField.GetValue(Kernel.Root.FindKernelByName("csharp"));
optionsField.SetValue(Kernel.Root.FindKernelByName("csharp"), current.GetType().GetMethod("WithWarningLevel").Invoke(current, new object[] { 0 }));
Console.WriteLine("quiet");

// --- a second C# kernel
((CompositeKernel)Kernel.Root).Add(new Microsoft.DotNet.Interactive.CSharp.CSharpKernel("cs2"));

// --- code in the second C# kernel
#!cs2
var there = 5;
there + 5

// --- the command that displays
await Kernel.Current.SendAsync(new DisplayValue(new FormattedValue("text/markdown", "**loaded**")));

// --- the command that updates a display
await Kernel.Current.SendAsync(new DisplayValue(new FormattedValue("text/plain", "one"), "my-id"));
await Kernel.Current.SendAsync(new UpdateDisplayedValue(new FormattedValue("text/plain", "two"), "my-id"));

// --- functions that keep and take values
Task Put<T>(string name, T value) => Kernel.Current.SendAsync(new SendValue(name, value));
async Task<T> Take<T>(string name) {
    var answer = await Kernel.Current.SendAsync(new RequestValue(name));
    return answer.Events.OfType<ValueProduced>().Where(e => e.Name == name).Select(e => e.Value).OfType<T>().FirstOrDefault();
}
await Put("kept", new List<int> { 1, 2 });
(await Take<List<int>>("kept")).Count

// --- a value that is not there (differs: failure)
await Take<string>("nothingThere")

// --- an error that a cell publishes (differs: failure)
var ctx = KernelInvocationContext.Current;
ctx.Publish(new ErrorProduced("something is wrong", ctx.Command));
3

// --- Mermaid submitted by code (differs: markdown)
await Kernel.Root.SendAsync(new SubmitCode("graph TD; A-->B", "mermaid"));

// --- what a kernel tells of itself
var info = Kernel.Current.KernelInfo;
(info.LocalName, info.LanguageName, info.LanguageVersion, info.DisplayName, info.IsProxy, info.IsComposite)

// --- whether a kernel can do something
Kernel.Current.KernelInfo.SupportedKernelCommands.Any(c => c.Name == nameof(SendValue))

// --- the code of the cell by the cell
((SubmitCode)KernelInvocationContext.Current.Command).Code

// --- the command of the cell
KernelInvocationContext.Current.Command.ToString()

// --- the root of the kernel that runs the cell
KernelInvocationContext.Current.HandlingKernel.RootKernel is CompositeKernel root && root == Kernel.Root

// --- a deferred command
Kernel.Current.DeferCommand(new SubmitCode("Console.WriteLine(\"deferred\");"));

// --- the cell behind a deferred command
Console.WriteLine("after");

// --- events of one type
var values = new List<object>();
using (Kernel.Root.KernelEvents.OfType<ReturnValueProduced>().Subscribe(e => values.Add(e.Value))) { await Kernel.Root.SubmitCodeAsync("40 + 1"); }
values

// --- events of the cell
var inner = new List<string>();
KernelInvocationContext.Current.KernelEvents.Subscribe(e => inner.Add(e.GetType().Name));
display(1);
string.Join(" ", inner)

// --- what is done when the cell is complete
KernelInvocationContext.Current.OnComplete(c => Console.WriteLine("completing"));
"body"

// --- a kernel added that keeps text
((CompositeKernel)Kernel.Root).Add(new KeyValueStoreKernel("shelf"));

// --- text for that kernel
#!shelf --name note
some words

// --- that text by code
(await Kernel.Root.SendAsync(new RequestValue("note", "text/plain", "shelf"))).Events.OfType<ValueProduced>().Single().FormattedValue.Value

// --- a kernel of a cell
public class Upper : Kernel, IKernelCommandHandler<SubmitCode>
{
    public Upper() : base("upper") { KernelInfo.LanguageName = "text"; }
    public Task HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        context.Display(command.Code.ToUpperInvariant().Trim(), "text/plain");
        return Task.CompletedTask;
    }
}
((CompositeKernel)Kernel.Root).Add(new Upper());

// --- code for that kernel
#!upper
hello there

// --- that kernel and C# in one cell
#!upper
abc
#!csharp
7

// --- code submitted to that kernel
await Kernel.Root.SendAsync(new SubmitCode("by code", "upper"));

// --- a directive of a cell
Kernel.Root.AddDirective(new KernelActionDirective("#!tick"), (c, x) => { x.Display("tick", "text/plain"); return Task.CompletedTask; });

// --- that directive used
#!tick
1

// --- a directive added and used in one cell (differs: directive)
Kernel.Root.AddDirective(new KernelActionDirective("#!tock"), (c, x) => { x.Display("tock", "text/plain"); return Task.CompletedTask; });
#!tock

// --- a directive added and used by code in one cell
Kernel.Root.AddDirective(new KernelActionDirective("#!tuck"), (c, x) => { x.Display("tuck", "text/plain"); return Task.CompletedTask; });
await Kernel.Root.SubmitCodeAsync("#!tuck");

// --- a password
var secret = new PasswordString("open sesame");
secret

// --- the text of a password
(secret.ToString(), secret.GetClearTextPassword())

// --- a password displayed
display(secret);

// --- code submitted
var result = await Kernel.Root.SendAsync(new SubmitCode("20 + 22", "csharp"));
result.Events.OfType<ReturnValueProduced>().Single().Value

// --- the events of submitted code
string.Join(" ", result.Events.Select(e => e.GetType().Name))

// --- submitted code that does not compile (differs: failure)
var bad = await Kernel.Root.SendAsync(new SubmitCode("int x = \"a\";", "csharp"));
string.Join(" ", bad.Events.Select(e => e.GetType().Name))

// --- code submitted to a kernel that is not there
await Kernel.Root.SendAsync(new SubmitCode("1", "nowhere"));

// --- HTML submitted by code
await Kernel.Root.SendAsync(new SubmitCode("<i>x</i>", "html"));

// --- #!who submitted by code (differs: who)
await Kernel.Root.SubmitCodeAsync("#!who");

// --- an unknown directive submitted by code (differs: failure)
await Kernel.Root.SubmitCodeAsync("#!nothing");

// --- the names of values
(await Kernel.Root.SendAsync(new RequestValueInfos("csharp"))).Events.OfType<ValueInfosProduced>().Single().ValueInfos.Select(i => i.Name).Where(n => n is "secret" or "result").OrderBy(n => n)

// --- values to request
var asked = new[] { 1, 2 };
var number = 5;

// --- a value requested as JSON
var requested = (await Kernel.Root.SendAsync(new RequestValue("asked", "application/json", "csharp"))).Events.OfType<ValueProduced>().Single();
(requested.Name, requested.FormattedValue.MimeType, requested.FormattedValue.Value, requested.Value.GetType().Name)

// --- a value requested
(await Kernel.Root.SendAsync(new RequestValue("asked", targetKernelName: "csharp"))).Events.OfType<ValueProduced>().Single().FormattedValue.MimeType

// --- a value requested as HTML
(await Kernel.Root.SendAsync(new RequestValue("number", "text/html", "csharp"))).Events.OfType<ValueProduced>().Single().FormattedValue.Value

// --- kernel information requested
(await Kernel.Root.SendAsync(new RequestKernelInfo("csharp"))).Events.OfType<KernelInfoProduced>().Select(e => e.KernelInfo.LocalName)

// --- diagnostics requested
(await Kernel.Root.SendAsync(new RequestDiagnostics("int x = \"a\";", "csharp"))).Events.OfType<DiagnosticsProduced>().Single().Diagnostics.Select(d => d.Code)

// --- a display published
var here = KernelInvocationContext.Current;
here.Publish(new DisplayedValueProduced(1, here.Command, new[] { new FormattedValue("text/html", "<b>1</b>") }));

// --- a result published
here = KernelInvocationContext.Current;
here.Publish(new ReturnValueProduced(1, here.Command, new[] { new FormattedValue("text/plain", "one") }));

// --- an update published (differs: update)
here = KernelInvocationContext.Current;
here.Publish(new DisplayedValueProduced("a", here.Command, new[] { new FormattedValue("text/plain", "a") }, "the-id"));
here.Publish(new DisplayedValueUpdated("b", "the-id", here.Command, new[] { new FormattedValue("text/plain", "b") }));

// --- a display by the context
KernelInvocationContext.Current.Display(new { A = 1 });

// --- a cell that fails its command
KernelInvocationContext.Current.Fail(KernelInvocationContext.Current.Command, new InvalidOperationException("broken"));

// --- something scheduled
await KernelInvocationContext.Current.ScheduleAsync(c => { c.Display("scheduled", "text/plain"); return Task.CompletedTask; });

// --- kernels visited
var visited = new List<string>();
((CompositeKernel)Kernel.Root).VisitSubkernels(k => visited.Add(k.Name));
visited.Contains("csharp")

// --- kernels found
(Kernel.Root.FindKernelByName("csharp").Name, Kernel.Root.FindKernelByName("C#")?.Name, Kernel.Root.FindKernelByName("nope")?.Name, Kernel.Root.FindKernels(k => k.Name == "html").Count())

// --- the default kernel
((CompositeKernel)Kernel.Root).DefaultKernelName

// --- something to dispose later
Kernel.Root.RegisterForDisposal(() => Console.WriteLine("never seen"));

// --- a directive with parameters
var tellDirective = new KernelActionDirective("#!tell") { Description = "Tells.", Parameters = { new("--times") { Required = true }, new("--what") { AllowImplicitName = true } } };
public class Tell : KernelDirectiveCommand { public int Times { get; set; } public string What { get; set; } }
((CompositeKernel)Kernel.Root).AddDirective<Tell>(tellDirective, (c, x) => { for (var i = 0; i < c.Times; i++) x.Display(c.What, "text/plain"); return Task.CompletedTask; });

// --- that directive with an unnamed parameter
#!tell --times 2 hello

// --- that directive with a named parameter
#!tell --times 1 --what "two words"

// --- that directive with a shared value
#!tell --times @csharp:number --what x

// --- that directive without a parameter that it needs
#!tell --what x

// --- that directive with an unknown parameter
#!tell --times 1 --nothing x

// --- that directive with a parameter that is wrong
#!tell --times often --what x

// --- a directive of the C# kernel
Kernel.Current.AddDirective(new KernelActionDirective("#!local"), (c, x) => { x.Display("local", "text/plain"); return Task.CompletedTask; });

// --- that directive of the C# kernel used
#!local
2

// --- a directive that throws
Kernel.Root.AddDirective(new KernelActionDirective("#!fails"), (c, x) => throw new InvalidOperationException("directive broke"));

// --- that directive used, with code below
#!fails
Console.WriteLine("not reached");

// --- a connector
public class ConnectEcho : Microsoft.DotNet.Interactive.Connection.ConnectKernelDirective<ConnectEchoCommand>
{
    public ConnectEcho() : base("echo", "Connects an echo") { }
    public override Task<IEnumerable<Kernel>> ConnectKernelsAsync(ConnectEchoCommand command, KernelInvocationContext context) => Task.FromResult<IEnumerable<Kernel>>(new Kernel[] { new Echo(command.ConnectedKernelName) });
}
public class ConnectEchoCommand : ConnectKernelCommand { public ConnectEchoCommand(string connectedKernelName) : base(connectedKernelName) { } }
public class Echo : Kernel, IKernelCommandHandler<SubmitCode>
{
    public Echo(string name) : base(name) { }
    public Task HandleAsync(SubmitCode c, KernelInvocationContext x) { x.Display("echo: " + c.Code.Trim(), "text/plain"); return Task.CompletedTask; }
}
((CompositeKernel)Kernel.Root).AddConnectDirective(new ConnectEcho());

// --- a kernel connected
#!connect echo --kernel-name hall

// --- code for the connected kernel
#!hall
hello

// --- what submitted code prints
var w = await Kernel.Root.SendAsync(new SubmitCode("Console.Write(\"p\"); Console.Error.Write(\"q\"); 3", "csharp"));
w.Events.OfType<StandardOutputValueProduced>().Single().FormattedValues.Single().Value + w.Events.OfType<StandardErrorValueProduced>().Single().FormattedValues.Single().Value

// --- a notebook imported by code
System.IO.File.WriteAllText("other.dib", "#!csharp\nvar imported = 11;\nimported\n");
await Kernel.Root.SubmitCodeAsync("#!import other.dib");

// --- display in a form that is not there (differs: form)
display(1, "text/csv");

// --- a formatter with a context
Formatter.Register<Version>((value, context) => { context.Writer.Write("v" + value); return true; }, "text/plain");
Formatter.SetPreferredMimeTypesFor(typeof(Version), "text/plain");
new Version(1, 2)

// --- a formatter of an interface
Formatter.Register<IDisposable>((IDisposable d, System.IO.TextWriter w) => w.Write("disposable"), "text/html");
new System.IO.MemoryStream()

// --- a formatter by an attribute
[TypeFormatterSource(typeof(BoxFormatters))] class Box { public int Size = 3; }
class BoxFormatters : ITypeFormatterSource { public IEnumerable<ITypeFormatter> CreateTypeFormatters() => new[] { new HtmlFormatter<Box>((b, c) => { c.Writer.Write("<i>box " + b.Size + "</i>"); return true; }) }; }
new Box()

// --- a limit of lists
Formatter.ListExpansionLimit = 3;
Enumerable.Range(1, 10)

// --- a table with that limit
new[] { new { A = 1 }, new { A = 2 }, new { A = 3 }, new { A = 4 }, new { A = 5 } }

// --- formatters reset
Formatter.ResetToDefault();
new Version(1, 2)

// --- what is known of a name, asked by code
(await Kernel.Root.SendAsync(new RequestHoverText("Console.WriteLine", new LinePosition(0, 10), "csharp"))).Events.Select(e => e.GetType().Name)

// --- ways to go on, asked by code
(await Kernel.Root.SendAsync(new RequestCompletions("Console.Wri", new LinePosition(0, 11), "csharp"))).Events.Select(e => e.GetType().Name)

// --- the parameters of a call, asked by code
(await Kernel.Root.SendAsync(new RequestSignatureHelp("Console.WriteLine(", new LinePosition(0, 18), "csharp"))).Events.Select(e => e.GetType().Name)

// --- mistakes, asked by code
(await Kernel.Root.SendAsync(new RequestDiagnostics("int x = \"a\";", "csharp"))).Events.Select(e => e.GetType().Name)
