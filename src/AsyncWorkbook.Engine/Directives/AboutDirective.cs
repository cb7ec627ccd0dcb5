using System.Reflection;
using System.Runtime.InteropServices;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Parsing;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Directives;

/// <summary><c>#!about</c>: which engine this is, and which runtimes its kernels have.</summary>
internal sealed class AboutDirective(KernelSet kernels) : IDirective
{
    public string Name => "#!about";

    public string Summary => "Show the versions of the engine and of the languages' runtimes.";

    public IReadOnlyList<DirectiveParameter> Parameters => [];

    public async Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        var languages = kernels.All.OfType<ILanguageKernel>().ToList();
        var versions = await Task.WhenAll(languages.Select(VersionAsync));
        var rows = languages.Select((kernel, index) => (Name: kernel.Name, Text: versions[index]))
            .Prepend(("system", RuntimeInformation.OSDescription))
            .Prepend(("engine", $"async workbook {Version}"))
            .ToList();
        var width = rows.Max(row => row.Item1.Length);
        var text = string.Concat(rows.Select(row => $"{row.Item1.PadRight(width)}  {row.Item2}\n"));
        submission.Sink.Emit(new StreamOutput("stdout", text));
        return ExecutionStatus.Ok;
    }

    private static string Version =>
        typeof(AboutDirective).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "";

    private static async Task<string> VersionAsync(ILanguageKernel kernel)
    {
        try
        {
            return await kernel.GetVersionAsync();
        }
        catch (RuntimeMissingException e)
        {
            return e.Message;
        }
    }
}
