using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>
/// Directives and kernels that code has added to a kernel, as extensions in C#'s packages do. Only that kernel knows what
/// they mean: it gets their lines, with the code below them, and lines that share values with them.
/// </summary>
internal sealed class AddedDirectives(KernelSet kernels)
{
    /// <summary>The steps, where the lines of such a directive are code of the kernel that has it.</summary>
    public IReadOnlyList<SubmissionStep> Resolve(IReadOnlyList<SubmissionStep> steps)
    {
        var owners = kernels.All.OfType<ILanguageKernel>()
            .SelectMany(kernel => kernel.Directives, (kernel, name) => (kernel, name))
            .ToDictionary(each => each.name, each => each.kernel.Name, StringComparer.Ordinal);
        if (owners.Count == 0)
        {
            return steps;
        }

        var resolved = new List<SubmissionStep>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is CodeStep code && owners.TryGetValue($"#!{code.Kernel}", out var host))
            {
                // A cell that is of that kernel as a whole: its first line is what selects it in others.
                resolved.Add(new CodeStep(host, $"#!{code.Kernel}\n{code.Text}", code.Line - 1));
                continue;
            }

            if (steps[i] is not DirectiveStep { Directive: var line } step
                || (owners.GetValueOrDefault(line.FullName) ?? SharedWith(line, owners)) is not { } owner)
            {
                resolved.Add(steps[i]);
                continue;
            }

            var text = line.Text;
            if (i + 1 < steps.Count && steps[i + 1] is CodeStep below && below.Kernel == step.Kernel)
            {
                text += new string('\n', below.Line - step.Line) + below.Text; // on the lines on which it stands
                i++;
            }

            resolved.Add(new CodeStep(owner, text, step.Line));
        }

        return resolved;
    }

    /// <summary>Who has the added kernel from which a line takes a value, as in <c>#!set --name x --value @added:y</c>.</summary>
    private static string? SharedWith(DirectiveLine line, Dictionary<string, string> owners)
    {
        var source = line.Name switch
        {
            "set" when line.Optional("value") is ['@', .. var value] && value.Contains(':', StringComparison.Ordinal) => value.Split(':')[0],
            "share" => line.Optional("from"),
            _ => null,
        };
        return source is null ? null : owners.GetValueOrDefault($"#!{source}");
    }
}
