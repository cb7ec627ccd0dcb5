using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>The value of one of a request's <c>user_expressions</c>; what it prints is shown as the cell's.</summary>
/// <param name="cell">Takes what is printed.</param>
internal sealed class ExpressionValue(IOutputSink cell) : IOutputSink
{
    /// <summary>The value as the protocol has it: a mime bundle or an error, with its status.</summary>
    public JsonObject Content { get; private set; } = Value([], []);

    /// <inheritdoc/>
    public void Emit(Output output)
    {
        switch (output)
        {
            case ResultOutput result:
                Content = Value(result.Data, result.Metadata);
                break;
            case ErrorOutput error:
                Content = OutputPublisher.Content(error);
                Content["status"] = "error";
                break;
            default:
                cell.Emit(output);
                break;
        }
    }

    private static JsonObject Value(JsonObject data, JsonObject metadata) => new()
    {
        ["status"] = "ok",
        ["data"] = data.DeepClone(),
        ["metadata"] = metadata.DeepClone(),
    };
}
