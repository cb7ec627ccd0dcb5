using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>
/// Directives and selectors that code has added to a kernel, as extensions in C#'s packages do. Only that kernel knows what
/// they mean: it gets their lines, with the code below them.
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
            if (steps[i] is not DirectiveStep { Directive: var line } step || !owners.TryGetValue(line.FullName, out var owner))
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
}
