using System.Globalization;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>Copies of variables, read from one kernel and written to another.</summary>
internal sealed class KernelValues(DirectiveContext context)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <summary>Copies the variable that <c>@kernel:name</c> refers to.</summary>
    /// <exception cref="DirectiveException">The reference names no kernel.</exception>
    /// <exception cref="SharingException">There is no such variable, or it cannot be copied.</exception>
    public Task<SharedValue> ReadAsync(string reference, string? mime, DirectiveStep step, CancellationToken cancel) =>
        reference.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon
            ? ReadAsync(reference[1..colon], reference[(colon + 1)..].Trim('"'), mime, step, cancel)
            : throw new DirectiveException(
                $"line {step.Line}: \"{reference}\" should name a kernel and a variable, such as @javascript:x.");

    /// <inheritdoc cref="ReadAsync(string, string?, DirectiveStep, CancellationToken)"/>
    public async Task<SharedValue> ReadAsync(
        string kernel, string name, string? mime, DirectiveStep step, CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        giveUp.CancelAfter(patience);
        try
        {
            var from = context.Kernel(kernel);
            var value = from is IVariableKernel variables
                ? await variables.GetValueAsync(name, mime ?? SharedValue.Json, giveUp.Token)
                : throw new SharingException($"the {kernel} kernel has no variables, so there is no \"{name}\" to copy.");
            if (value.Mime == SharedValue.Json)
            {
                context.Shared(from.Name, name, value);
            }

            return value;
        }
        catch (DirectiveException e)
        {
            throw new DirectiveException($"line {step.Line}: {e.Message}", e);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SharingException(string.Create(
                CultureInfo.InvariantCulture, $"the {kernel} kernel did not answer within {patience.TotalSeconds} s."));
        }
    }

    /// <summary>Declares a variable in the kernel of a directive's section.</summary>
    /// <exception cref="SharingException">The kernel cannot take it.</exception>
    public async Task<ExecutionStatus> WriteAsync(string name, SharedValue value, DirectiveStep step, CancellationToken cancel)
    {
        if (context.Kernel(step.Kernel) is not IVariableKernel variables)
        {
            throw new SharingException($"the {step.Kernel} kernel has no variables, so \"{name}\" cannot be set there.");
        }

        await variables.SetValueAsync(name, value, cancel);
        return ExecutionStatus.Ok;
    }
}
