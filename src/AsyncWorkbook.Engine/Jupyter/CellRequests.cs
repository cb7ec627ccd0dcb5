using System.Globalization;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Parsing;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>Runs the cells of <c>execute_request</c>s, one at a time.</summary>
internal sealed class CellRequests(Session session, Messenger messenger, JupyterInput input, ExecutionHistory history)
{
    private readonly Lock gate = new();
    private CancellationTokenSource? running;
    private int counted;
    private int hidden;

    /// <summary>Runs a cell and replies.</summary>
    /// <returns>Whether the requests that wait behind it are to be aborted; not for a silent one, whose error nobody sees.</returns>
    public async Task<bool> ExecuteAsync(Request request)
    {
        var code = request.Content.Text("code");
        var silent = request.Content.Flag("silent");
        var stored = !silent && request.Content.Flag("store_history", absent: true);
        using var interrupt = new CancellationTokenSource();
        Run(interrupt);
        if (stored && !string.IsNullOrWhiteSpace(code))
        {
            history.Add(++counted, code);
        }

        if (!silent)
        {
            messenger.Publish(
                "execute_input",
                new JsonObject { ["code"] = code, ["execution_count"] = counted },
                request.Message.HeaderJson);
        }

        var started = Wire.Now();
        var publisher = new OutputPublisher(messenger, request.Message.HeaderJson, counted, silent);
        input.Begin(request, messenger, publisher.Flush);
        JsonObject reply;
        try
        {
            // Errors call a cell by the number that the front end shows beside it.
            var file = stored
                ? string.Create(CultureInfo.InvariantCulture, $"cell {counted}")
                : string.Create(CultureInfo.InvariantCulture, $"hidden cell {++hidden}");
            var cell = new Code(code, file, 1);
            reply = await ExecuteAsync(cell, KernelOf(request, session), request.Content.Object("user_expressions"), publisher, interrupt.Token);
        }
        finally
        {
            input.End();
            Run(null);
            publisher.Flush();
        }

        reply["execution_count"] = counted;
        var status = reply.Text("status");
        messenger.Reply(request, reply, new JsonObject
        {
            ["started"] = started,
            ["status"] = status,
        });
        return status == "error" && !silent && request.Content.Flag("stop_on_error", absent: true);
    }

    /// <summary>Interrupts the cell that runs, if one does.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            // Not here and now: what an interrupt sets off must not hold up the caller.
            _ = running?.CancelAsync();
        }
    }

    /// <summary>The kernel at the start of a request's cell: what its metadata names, or else C#.</summary>
    public static string KernelOf(Request request, Session session) =>
        CellKernel.Named(request.Message.Metadata, session.Kernels.Catalog) ?? KernelCatalog.DefaultKernel;

    private void Run(CancellationTokenSource? interrupt)
    {
        lock (gate)
        {
            running = interrupt;
        }
    }

    private async Task<JsonObject> ExecuteAsync(
        Code cell, string kernel, JsonObject expressions, OutputPublisher publisher, CancellationToken interrupt)
    {
        var status = await ExecuteAsync(cell, kernel, publisher, interrupt);
        if (status != CellStatus.Ok)
        {
            var failure = OutputPublisher.Content(publisher.Error ?? ErrorOutput.Of("Error", "the cell failed."));
            failure["status"] = "error";
            failure["payload"] = new JsonArray();
            failure["user_expressions"] = new JsonObject();
            return failure;
        }

        var values = new JsonObject();
        var catalog = session.Kernels.Catalog;
        var last = SubmissionParser.Parse(cell.Text, kernel, catalog) is [.., var step] ? step.Kernel : kernel;
        var language = catalog.FindLanguage(last) ?? catalog.FindLanguage(KernelCatalog.DefaultKernel)!; // others have no values
        foreach (var name in expressions.Select(expression => expression.Key))
        {
            var value = new ExpressionValue(publisher);
            var text = expressions.Text(name);
            if (string.IsNullOrWhiteSpace(text))
            {
                value.Emit(ErrorOutput.Of("Error", $"the expression \"{name}\" is empty."));
                values[name] = value.Content;
                continue;
            }

            await ExecuteAsync(new Code(language.Expression(text), $"expression {name}", 1), language.Name, value, interrupt);
            values[name] = value.Content;
        }

        return new JsonObject { ["status"] = "ok", ["payload"] = new JsonArray(), ["user_expressions"] = values };
    }

    private async Task<CellStatus> ExecuteAsync(Code cell, string kernel, IOutputSink sink, CancellationToken interrupt)
    {
        try
        {
            return await session.ExecuteAsync(cell.Text, kernel, cell.File, sink, Timeout.InfiniteTimeSpan, interrupt);
        }
        catch (RuntimeMissingException e)
        {
            sink.Emit(ErrorOutput.Of("RuntimeMissing", e.Message));
            return CellStatus.Error;
        }
#pragma warning disable CA1031 // whatever goes wrong, the reader sees it in the cell
        catch (Exception e)
#pragma warning restore CA1031
        {
            sink.Emit(ErrorOutput.Of(e.GetType().Name, e.Message));
            return CellStatus.Error;
        }
    }
}
