using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Kernels;

/// <summary>What a host that was killed has left in the temporary folder, the next one removes; what is a living host's stays.</summary>
public sealed class EndpointFolderTests : IDisposable
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("workbook-sweep-");

    public void Dispose() => temporary.Delete(recursive: true);

    [Fact]
    public void Folders_of_hosts_that_are_gone_are_swept_and_no_others()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There a worker connects to a named pipe, which goes with its host.");
            return;
        }

        Make("workbook-0123456789ab", "lock", "s");
        Make("workbook-aaaaaaaaaaaa", "lock");
        Make("workbook-bbbbbbbbbbbb"); // one that is being made
        Make("workbook-cccccccccccc", "lock", "thesis.txt"); // somebody's own
        Make("workbook-photographs", "lock");
        Make("workbook-dddddddddddd", "lock", "s");
        using var living = new FileStream(Path.Combine(temporary.FullName, "workbook-dddddddddddd", "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        EndpointFolder.Sweep(temporary.FullName);
        EndpointFolder.Sweep(Path.Combine(temporary.FullName, "nowhere"));

        Assert.Equal(
            ["workbook-bbbbbbbbbbbb", "workbook-cccccccccccc", "workbook-dddddddddddd", "workbook-photographs"],
            temporary.EnumerateDirectories().Select(folder => folder.Name).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(temporary.FullName, "workbook-cccccccccccc", "thesis.txt")));
        Assert.True(File.Exists(Path.Combine(temporary.FullName, "workbook-dddddddddddd", "s")));
    }

    private void Make(string name, params string[] files)
    {
        var folder = temporary.CreateSubdirectory(name);
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(folder.FullName, file), "");
        }
    }
}
