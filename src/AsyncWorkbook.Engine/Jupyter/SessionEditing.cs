using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>Until the session answers editors itself.</summary>
internal static class SessionEditing
{
    public static Task<CompletionList> CompleteAsync(this Session session, string source, string kernel, int cursor, CancellationToken cancel) =>
        ((ILanguageKernel)session.Kernel(kernel)).CompleteAsync(source, cursor, cancel);

    public static Task<JsonObject?> InspectAsync(this Session session, string source, string kernel, int cursor, CancellationToken cancel) =>
        ((ILanguageKernel)session.Kernel(kernel)).InspectAsync(source, cursor, cancel);

    public static Task<Completeness> CheckAsync(this Session session, string source, string kernel, CancellationToken cancel) =>
        ((ILanguageKernel)session.Kernel(kernel)).CheckAsync(source, cancel);
}
