using System.Net;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Packages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>The NuGet packages of a session: what its cells ask for, and what is loaded in the C# kernel.</summary>
internal sealed class SessionPackages(DirectiveContext context, PackageRestore restore)
{
    /// <summary>
    /// Packages that only teach .NET Interactive to show another package's charts. This engine shows them by itself, so
    /// the other package is what a notebook needs.
    /// </summary>
    private static readonly Dictionary<string, string> wrapped = new(StringComparer.OrdinalIgnoreCase)
    {
        ["XPlot.Plotly.Interactive"] = "XPlot.Plotly",
    };

    private readonly List<string> sources = [];
    private readonly HashSet<PackageRequest> granted = [];
    private PackageClosure loaded = new([], [], []);

    /// <summary>Looks for packages in one more place from now on.</summary>
    public void AddSource(string source)
    {
        var place = Uri.TryCreate(source, UriKind.Absolute, out var address) && !address.IsFile
            ? source
            : Path.GetFullPath(address is { IsFile: true } ? address.LocalPath : source, context.WorkingDirectory);
        if (!sources.Contains(place, StringComparer.Ordinal))
        {
            sources.Add(place);
        }
    }

    /// <summary>Notes a package that the cell asks for; <see cref="RestoreAsync"/> gets it.</summary>
    /// <exception cref="DirectiveException">The session has, or the cell asks for, another version.</exception>
    public void Request(PackageRequest request, DirectiveStep step, Submission submission)
    {
        if (wrapped.TryGetValue(request.Name, out var real))
        {
            request = request with { Name = real };
        }

        if (loaded.Find(request.Name) is { } package && !granted.Contains(request) && !request.Accepts(package.Version))
        {
            throw Conflict(request, package.Version, step.Line);
        }

        var same = submission.Packages.FindIndex(other => other.Request.Name.Equals(request.Name, StringComparison.OrdinalIgnoreCase));
        if (same < 0)
        {
            submission.Packages.Add((request, step.Line));
        }
        else if (submission.Packages[same].Request is var earlier && earlier.Version == PackageRequest.Latest)
        {
            submission.Packages[same] = (request, step.Line);
        }
        else if (!request.Accepts(earlier.Version) && request.Version != earlier.Version)
        {
            throw Conflict(request, earlier.Version, step.Line);
        }
    }

    /// <summary>Gets what the cell asks for, loads it, shows the versions and lets its extensions begin.</summary>
    public async Task<ExecutionStatus> RestoreAsync(DirectiveStep step, Submission submission)
    {
        if (await FindAsync(submission) is not { } found)
        {
            return ExecutionStatus.Ok;
        }

        var load = new Code(PackageLoading.Code(found.Closure), submission.File, step.Line);
        if (load.Text.Length > 0 && await LoadAsync(load) is not ExecutionStatus.Ok and var failed)
        {
            return failed;
        }

        Keep(found, submission.Sink); // before what the packages' own extensions say
        return found.Closure.Extensions.Count > 0
            ? await LoadAsync(load with { Text = "", Extensions = found.Closure.Extensions })
            : ExecutionStatus.Ok;

        Task<ExecutionStatus> LoadAsync(Code code) =>
            context.Kernel(CSharpLanguage.Name).ExecuteAsync(code, submission.Sink, submission.Interrupt);
    }

    /// <summary>Gets what running code asks for, which loads it itself.</summary>
    /// <returns>What loads it.</returns>
    public async Task<Code> GetAsync(int line, Submission submission)
    {
        if (await FindAsync(submission) is not { } found)
        {
            return new Code("", submission.File, line);
        }

        Keep(found, submission.Sink);
        return new Code(PackageLoading.Code(found.Closure), submission.File, line) { Extensions = found.Closure.Extensions };
    }

    private async Task<(List<PackageRequest> Asked, PackageClosure Closure)?> FindAsync(Submission submission)
    {
        var asked = submission.Packages.ToList();
        submission.Packages.Clear();
        return asked.Count == 0 ? null : ([.. asked.Select(package => package.Request)], await FindAsync(asked, submission));
    }

    private void Keep((List<PackageRequest> Asked, PackageClosure Closure) found, IOutputSink sink)
    {
        loaded = found.Closure;
        granted.UnionWith(found.Asked);
        Show(found.Asked, sink);
    }

    private async Task<PackageClosure> FindAsync(List<(PackageRequest Request, int Line)> asked, Submission submission)
    {
        var missing = asked.Where(package => loaded.Find(package.Request.Name) is null).ToList();
        if (missing.Count == 0)
        {
            return loaded;
        }

        try
        {
            return await FindAsync([.. missing.Select(package => package.Request)], submission);
        }
        catch (PackageException e)
        {
            var failed = missing.Find(package => package.Request.Name == e.Package);
            throw new DirectiveException($"line {(failed.Request is null ? missing[0] : failed).Line}: {e.Message}", e);
        }
    }

    /// <summary>Without the sources that do not answer: they would fail every later restore as well.</summary>
    private async Task<PackageClosure> FindAsync(List<PackageRequest> packages, Submission submission)
    {
        var leftOut = new List<string>();
        var names = string.Join(", ", packages.Select(package => package.Name));
        LeaveOut(sources.FindAll(source => Path.IsPathRooted(source) && !Directory.Exists(source)), "does not exist");
        while (true)
        {
            try
            {
                return await restore.FindAsync(
                    new RestoreRequest(packages, loaded.Packages, sources), submission.Interrupt, () => context.Input.Tell($"restoring {names}"));
            }
            catch (PackageException e) when (e.DeadSources.Count > 0)
            {
                LeaveOut(e.DeadSources, "does not answer");
            }
            catch (PackageException e) when (leftOut.Count > 0)
            {
                throw new PackageException($"{e.Message} ({string.Join("; ", leftOut)}.)", e) { Package = e.Package };
            }
        }

        void LeaveOut(IReadOnlyList<string> gone, string why)
        {
            sources.RemoveAll(gone.Contains);
            foreach (var source in gone)
            {
                leftOut.Add($"{source} {why}");
                submission.Sink.Emit(StreamOutput.Error(
                    $"The package source {source} {why} and is left out; run its #i again when it does.\n"));
            }
        }
    }

    private void Show(IReadOnlyList<PackageRequest> asked, IOutputSink sink)
    {
        foreach (var request in asked.Where(request => request.IsExact && !request.Accepts(loaded.Find(request.Name)!.Version)))
        {
            sink.Emit(StreamOutput.Error(
                $"{request.Name} {request.Version} is not there, or another package needs a newer one: this is {loaded.Find(request.Name)!.Version}.\n"));
        }

        var lines = asked
            .Select(request => loaded.Find(request.Name)!)
            .Select(package => $"{package.Name}, {package.Version}")
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var data = MimeBundles.Plain("Installed Packages\n" + string.Join('\n', lines.Select(line => $"- {line}")));
        data["text/html"] = "<div><strong>Installed Packages</strong><ul>"
            + string.Concat(lines.Select(line => $"<li><span>{WebUtility.HtmlEncode(line)}</span></li>")) + "</ul></div>";
        sink.Emit(new DisplayOutput(data, []));
    }

    private static DirectiveException Conflict(PackageRequest request, string version, int line) => new(
        $"line {line}: {request.Name} version {request.Version} cannot be added because version {version} was added before; "
        + "one session can hold one version of a package.");
}
