using System.Net;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary><c>#!who</c> and <c>#!whos</c>: the variables of the kernel in whose section they stand.</summary>
/// <param name="context">Has the kernels.</param>
/// <param name="detailed">Whether types and values are shown as well.</param>
internal sealed class WhoDirective(DirectiveContext context, bool detailed) : IDirective
{
    public string Name => detailed ? "#!whos" : "#!who";

    public string Summary => detailed
        ? "Show the variables of the kernel with their types and values."
        : "Show the names of the kernel's variables.";

    public IReadOnlyList<DirectiveParameter> Parameters => [];

    public async Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        if (context.Kernel(step.Kernel) is not ILanguageKernel kernel)
        {
            throw new DirectiveException($"line {step.Line}: the {step.Kernel} kernel has no variables for {Name} to show.");
        }

        var variables = await kernel.ListVariablesAsync(submission.Interrupt);
        var data = MimeBundles.Plain(detailed ? PlainTable(variables) : string.Join("  ", variables.Select(each => each.Name)));
        data["text/html"] = detailed ? HtmlTable(variables) : HtmlNames(variables);
        submission.Sink.Emit(new DisplayOutput(data, []));
        return ExecutionStatus.Ok;
    }

    private static string HtmlNames(IEnumerable<Variable> variables) =>
        $"<div>{string.Join("\t ", variables.Select(each => Encoded(each.Name)))}</div>";

    private static string HtmlTable(IEnumerable<Variable> variables)
    {
        var rows = variables.Select(each =>
            $"<tr><td>{Encoded(each.Name)}</td><td>{Encoded(each.Type)}</td>"
            + $"<td><div class=\"dni-plaintext\"><pre>{Encoded(each.Value)}</pre></div></td></tr>");
        return "<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead>"
            + $"<tbody>{string.Concat(rows)}</tbody></table>";
    }

    private static string PlainTable(IReadOnlyList<Variable> variables)
    {
        var rows = variables.Prepend(new Variable("Variable", "Type", "Value")).ToList();
        var name = rows.Max(row => row.Name.Length);
        var type = rows.Max(row => row.Type.Length);
        return string.Join('\n', rows.Select(row => $"{row.Name.PadRight(name)}  {row.Type.PadRight(type)}  {row.Value}"));
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
