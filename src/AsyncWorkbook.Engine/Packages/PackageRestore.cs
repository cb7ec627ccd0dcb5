using System.ComponentModel;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Packages;

/// <summary>
/// Finds packages as the .NET SDK does: with <c>dotnet restore</c>, the user's own NuGet configuration and NuGet's own
/// package folder. Answers are remembered, so that the same request starts no process the next time.
/// </summary>
/// <param name="cache">Remembers them.</param>
public sealed class PackageRestore(PackageCache cache)
{
    /// <summary>Finds packages and what they depend on.</summary>
    /// <param name="request">What to find.</param>
    /// <param name="cancel">Ends the restore with all its processes.</param>
    /// <param name="begins">Is called if the answer is not known, so that it takes a while.</param>
    /// <exception cref="PackageException">They cannot be had.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<PackageClosure> FindAsync(RestoreRequest request, CancellationToken cancel, Action? begins = null)
    {
        if (cache.Find(request) is { } known)
        {
            return known;
        }

        begins?.Invoke();
        try
        {
            var closure = await RestoreAsync(request, cancel);
            cache.Keep(request, closure);
            return closure;
        }
        catch (PackageException) when (cache.Find(request, stale: true) is { } older)
        {
            return older; // the latest version that was known: there may be no network
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"the folder for packages cannot be written: {e.Message}", e);
        }
    }

    private async Task<PackageClosure> RestoreAsync(RestoreRequest request, CancellationToken cancel)
    {
        var folder = cache.NewFolder();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, RestoreProject.FileName), RestoreProject.Of(request), cancel);
            var restored = await RunAsync(folder, cancel);
            return restored.ExitCode == 0
                ? AssetsFile.Read(Path.Combine(folder, "obj", "project.assets.json"))
                : throw RestoreFailure.Of(restored.Output + restored.Errors, request);
        }
        finally
        {
            Delete(folder);
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that was just ended may still hold a file. What stays behind is small, and in a cache.
        }
    }

    private static async Task<ProgramResult> RunAsync(string folder, CancellationToken cancel)
    {
        var environment = new Dictionary<string, string?>
        {
            ["DOTNET_CLI_UI_LANGUAGE"] = "en", // its errors are read below
            ["DOTNET_NOLOGO"] = "1",
        };
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (name.StartsWith("MSBuild", StringComparison.Ordinal))
            {
                environment[name] = null; // of a build that this process may be part of
            }
        }

        environment["MSBUILDDISABLENODEREUSE"] = "1"; // no process stays behind
        var restore = new ExternalProgram(Dotnet(), "restore", RestoreProject.FileName, "--nologo", "--verbosity", "quiet", "-tl:off")
        {
            Folder = folder,
            Environment = environment,
        };
        try
        {
            return await restore.RunAsync(cancel);
        }
        catch (Win32Exception e)
        {
            throw new PackageException("packages need the .NET SDK, and there is no \"dotnet\" on the PATH.", e);
        }
    }

    /// <summary>The SDK beside the runtime that runs this process, or else the one on the PATH.</summary>
    private static string Dotnet()
    {
        var root = Runtimes.DotnetRoot();
        return Directory.Exists(Path.Combine(root, "sdk"))
            ? Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")
            : "dotnet";
    }
}
