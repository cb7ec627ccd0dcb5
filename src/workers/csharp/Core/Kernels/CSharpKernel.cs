using System.Reflection;
using System.Text.RegularExpressions;
using AsyncWorkbook.Workers.CSharp.Core.Editor;
using AsyncWorkbook.Workers.CSharp.Core.Errors;
using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Kernels;
using AsyncWorkbook.Workers.CSharp.Core.Output;
using AsyncWorkbook.Workers.CSharp.Core.Questions;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Core.Sharing;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

// Where cells look for it.
namespace Microsoft.DotNet.Interactive.CSharp;

/// <summary>
/// C# as a kernel: <c>csharp</c>, whose code is the session's cells and what they submit, or one that a cell has added, with
/// variables of its own.
/// </summary>
public sealed partial class CSharpKernel :
    Kernel,
    IKernelCommandHandler<SubmitCode>,
    IKernelCommandHandler<RequestDiagnostics>,
    IKernelCommandHandler<RequestCompletions>,
    IKernelCommandHandler<RequestHoverText>,
    IKernelCommandHandler<RequestSignatureHelp>,
    IKernelCommandHandler<RequestValue>,
    IKernelCommandHandler<RequestValueInfos>,
    IKernelCommandHandler<SendValue>
{
    private readonly SubmissionChain chain;
    private CompiledCell? prepared;

#pragma warning disable CA1823, CS0414, IDE0044, IDE0051, IDE0052, IDE1006, S1144 // cells that silence warnings set it, by this name
    private CodeAnalysis.CSharp.CSharpCompilationOptions _scriptOptions = new(CodeAnalysis.OutputKind.DynamicallyLinkedLibrary);
#pragma warning restore CA1823, CS0414, IDE0044, IDE0051, IDE0052, IDE1006, S1144

    /// <summary>Makes one with nothing declared in it.</summary>
    /// <param name="name">What selects it.</param>
    public CSharpKernel(string name = "csharp")
        : this(name, new SubmissionChain(Environment.CurrentDirectory))
    {
    }

    /// <param name="name">What selects it.</param>
    /// <param name="chain">The cells that have run.</param>
    internal CSharpKernel(string name, SubmissionChain chain)
        : base(name)
    {
        this.chain = chain;
        KernelInfo.LanguageName = "C#";
        KernelInfo.LanguageVersion = "14.0";
        KernelInfo.DisplayName = $"{name} - C# Script";
    }

    /// <summary>Takes a cell that is compiled already, for the command that comes next.</summary>
    internal void Prepare(CompiledCell? cell) => prepared = cell;

    /// <inheritdoc/>
    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        context.Publish(new CodeSubmissionReceived(command));
        context.Publish(new CompleteCodeSubmissionReceived(command));
        if (context.IsComplete || context.CancellationToken.IsCancellationRequested)
        {
            return Task.CompletedTask; // a directive above has failed
        }

        var execution = Execution.Current!;
        return execution.OnThreadAsync(isCell => RunAsync(command, context, execution, isCell));
    }

    /// <inheritdoc/>
    Task IKernelCommandHandler<RequestDiagnostics>.HandleAsync(RequestDiagnostics command, KernelInvocationContext context)
    {
        var found = chain.Understand(new CellSource(command.Code, "submitted code", 1).Tree).GetDiagnostics(context.CancellationToken);
        context.Publish(Told(found, command));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    Task IKernelCommandHandler<RequestValue>.HandleAsync(RequestValue command, KernelInvocationContext context)
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
    Task IKernelCommandHandler<RequestValueInfos>.HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        var infos = chain.Variables().Select(variable => new KernelValueInfo(
            variable.Name, new FormattedValue(command.MimeType, MimeBundle.Text(variable.Value, MimeBundle.PlainText)), variable.Type));
        context.Publish(new ValueInfosProduced([.. infos], command));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    Task IKernelCommandHandler<SendValue>.HandleAsync(SendValue command, KernelInvocationContext context) =>
        SetValueAsync(command, context, (name, value, type) =>
        {
            SharedValue.Declare(chain, name, value);
            return Task.CompletedTask;
        });

    /// <inheritdoc/>
    Task IKernelCommandHandler<RequestCompletions>.HandleAsync(RequestCompletions command, KernelInvocationContext context)
    {
        var place = new CodePlace(command);
        var (replaced, items) = Completions.At(chain, command.Code, place.Cursor);
        context.Publish(new CompletionsProduced(
            [.. items.Select(item => new CompletionItem(item.Text, item.Kind, filterText: item.Text, sortText: item.Text, insertText: item.Text))],
            command,
            place.Span(replaced)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    Task IKernelCommandHandler<RequestHoverText>.HandleAsync(RequestHoverText command, KernelInvocationContext context)
    {
        if (Inspection.At(chain, command.Code, new CodePlace(command).Cursor) is { } found)
        {
            context.Publish(new HoverTextProduced(command, [.. found.Select(form => new FormattedValue(form.Key, form.Value))]));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    Task IKernelCommandHandler<RequestSignatureHelp>.HandleAsync(RequestSignatureHelp command, KernelInvocationContext context)
    {
        if (CallAtCursor.In(chain, command.Code, new CodePlace(command).Cursor) is { } call)
        {
            var signatures = call.Signatures.Select(signature => new SignatureInformation(
                signature.Text,
                new FormattedValue(MimeBundle.PlainText, signature.Documentation),
                [.. signature.Parameters.Select(name => new ParameterInformation(name, new FormattedValue(MimeBundle.PlainText, "")))]));
            context.Publish(new SignatureHelpProduced(command, [.. signatures], call.Best, call.Argument));
        }

        return Task.CompletedTask;
    }

    private async Task RunAsync(SubmitCode command, KernelInvocationContext context, Execution execution, bool isCell)
    {
        CellConsole.Install(); // the context has put its own in front
        using var diverted = CellConsole.Divert((name, text) => Print(name, text, command, isCell ? null : context));
        try
        {
            var code = isCell ? command.Code : await LoadPackagesAsync(command, context, execution); // a cell's are loaded before it
            var compiled = Compile(code, execution, isCell);
            var value = await chain.RunAsync(compiled, execution.Interruption, byForce: isCell);
            execution.Interruption.Run(() => Publish(value, compiled, command, context), byForce: isCell);
        }
        catch (Exception error) // whatever it throws is its outcome
        {
            if (isCell)
            {
                execution.Failure = error;
            }

            execution.Interruption.Run(() => Fail(error, command, context), byForce: isCell);
        }
    }

    /// <summary>Runs code of users: properties and ToString of their types, and what watches events.</summary>
    private static void Publish(object? value, CompiledCell compiled, SubmitCode command, KernelInvocationContext context)
    {
        context.Publish(Told([], command));
        if (value is not DisplayedValue && (value is not null || compiled.HasResult)) // display(x) has shown x
        {
            context.Publish(new ReturnValueProduced(value, command, Forms(value)));
        }
    }

    private static void Fail(Exception error, SubmitCode command, KernelInvocationContext context)
    {
        context.Publish(Told((error as CompilationFailedException)?.Diagnostics ?? [], command));
        context.Fail(command, error, string.Join('\n', ExceptionText.Lines(error)));
    }

    private CompiledCell Compile(string code, Execution execution, bool isCell)
    {
        if (Interlocked.Exchange(ref prepared, null) is { } cell && code == execution.Code)
        {
            return cell;
        }

        var compiled = chain.Compile(Source(code, execution, isCell), execution.Interruption.Requested);
        compiled.Warnings.ToList().ForEach(Console.Error.WriteLine);
        return compiled;
    }

    /// <summary>Loads the packages that submitted code asks for.</summary>
    /// <returns>The code without the lines that do so.</returns>
    private async Task<string> LoadPackagesAsync(SubmitCode command, KernelInvocationContext context, Execution execution)
    {
        if (!PackageLine().IsMatch(command.Code))
        {
            return command.Code;
        }

        var lines = string.Join('\n', PackageLine().Matches(command.Code).Select(line => line.Value.Trim()));
        var load = await HostQuestions.AskAsync("packages", json => json.WriteString("code", lines), output =>
        {
            if (HostKernel.ToEvent(output.Output, command) is { } shown)
            {
                context.Publish(shown);
            }
        });
        var references = chain.Compile(new CellSource(load.Code, "packages", 1), execution.Interruption.Requested);
        await chain.RunAsync(references, execution.Interruption, byForce: false);
        if (load.Extensions.Count > 0)
        {
            await RootKernel.SendAsync(new LoadExtensions(load.Extensions, RootKernel.Name), execution.Interruption.Requested);
        }

        return PackageLine().Replace(command.Code, "");
    }

    /// <summary>Code of a cell has the cell's lines, also where the cell is more than that.</summary>
    private static CellSource Source(string code, Execution execution, bool isCell) =>
        isCell && execution.Code.IndexOf(code, StringComparison.Ordinal) is >= 0 and var start
            ? new CellSource(code, execution.File, execution.FirstLine + execution.Code.AsSpan(0, start).Count('\n'))
            : new CellSource(code, "submitted code", 1);

    private static FormattedValue[] Forms(object? value)
    {
        try
        {
            return [.. FormattedValue.CreateManyFromObject(value)];
        }
        catch (TargetInvocationException) // as with Newtonsoft's objects
        {
            return [.. MimeBundle.Of(value).Select(form => new FormattedValue(form.Key, form.Value))];
        }
    }

    private static DiagnosticsProduced Told(IEnumerable<CodeAnalysis.Diagnostic> diagnostics, KernelCommand command)
    {
        var told = diagnostics.Where(each => !each.IsSuppressed).Select(Diagnostic.FromCodeAnalysisDiagnostic).ToArray();
        return new DiagnosticsProduced(told, [.. told.Select(each => new FormattedValue(MimeBundle.PlainText, each.ToString()))], command);
    }

    /// <summary>What a cell prints is told to those who watch the root, and not kept: it may be endless.</summary>
    private void Print(string name, string text, KernelCommand command, KernelInvocationContext? context)
    {
        FormattedValue[] form = [new(MimeBundle.PlainText, text)];
        DisplayEvent printed = name == "stderr"
            ? new StandardErrorValueProduced(command, form)
            : new StandardOutputValueProduced(command, form);
        if (context is { IsComplete: false })
        {
            context.Publish(printed);
        }
        else
        {
            KernelAccess.PublishEvent(RootKernel, printed);
        }
    }

    [GeneratedRegex(@"^[ \t]*#[ri][ \t]+""nuget:[^""\n]*""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex PackageLine();
}
