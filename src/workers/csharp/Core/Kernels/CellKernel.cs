using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Output;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Core.Sharing;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>
/// The kernel <c>csharp</c> as cells see it: what they submit runs on top of the cells that have ended, on the thread that
/// hands it over, so that a cell may also wait for it with its thread.
/// </summary>
internal sealed class CellKernel :
    Kernel,
    IKernelCommandHandler<SubmitCode>,
    IKernelCommandHandler<RequestValue>,
    IKernelCommandHandler<RequestValueInfos>,
    IKernelCommandHandler<SendValue>
{
    private readonly SubmissionChain chain;

    /// <param name="chain">The cells that have run.</param>
    public CellKernel(SubmissionChain chain)
        : base("csharp")
    {
        this.chain = chain;
        KernelInfo.LanguageName = "C#";
        KernelInfo.LanguageVersion = "14.0";
        KernelInfo.DisplayName = "csharp - C# Script";
    }

    /// <inheritdoc/>
    public async Task HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        var execution = Execution.Current!;
        using var diverted = CellConsole.Divert((name, text) => context.Publish(Printed(name, text, command)));
        try
        {
            var compiled = chain.Compile(new CellSource(command.Code, "submitted code", 1), execution.Interruption.Requested);
            var cell = chain.Load(compiled);
            var failed = true;
            try
            {
                var value = await cell.StartAsync().WaitAsync(execution.Interruption.Abandoned);
                failed = false;
                if (value is not DisplayedValue && (value is not null || compiled.HasResult))
                {
                    context.Publish(new ReturnValueProduced(value, command, FormattedValue.CreateManyFromObject(value)));
                }
            }
            finally
            {
                chain.Keep(cell, failed);
            }
        }
        catch (CompilationFailedException error)
        {
            context.Fail(command, message: string.Join('\n', error.Lines));
        }
        catch (Exception error) // whatever it throws is its outcome
        {
            context.Fail(command, error, string.Join('\n', Errors.ExceptionText.Lines(error)));
        }
    }

    /// <inheritdoc/>
    public Task HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        if (chain.TryGetVariable(command.Name, out var value))
        {
            var form = command.MimeType == SharedValue.Json
                ? new FormattedValue(command.MimeType, SharedValue.Get(chain, command.Name, command.MimeType).GetRawText())
                : new FormattedValue(command.MimeType, MimeBundle.Text(value, command.MimeType));
            context.Publish(new ValueProduced(value, command.Name, form, command));
        }
        else
        {
            context.Fail(command, message: $"Value '{command.Name}' not found in kernel {Name}");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        var infos = chain.Variables().Select(variable => new KernelValueInfo(
            variable.Name, new FormattedValue(command.MimeType, MimeBundle.Text(variable.Value, MimeBundle.PlainText)), variable.Type));
        context.Publish(new ValueInfosProduced([.. infos], command));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task HandleAsync(SendValue command, KernelInvocationContext context) =>
        SetValueAsync(command, context, (name, value, type) =>
        {
            SharedValue.Declare(chain, name, value);
            return Task.CompletedTask;
        });

    private static DisplayEvent Printed(string name, string text, KernelCommand command)
    {
        FormattedValue[] form = [new(MimeBundle.PlainText, text)];
        return name == "stderr" ? new StandardErrorValueProduced(command, form) : new StandardOutputValueProduced(command, form);
    }
}
