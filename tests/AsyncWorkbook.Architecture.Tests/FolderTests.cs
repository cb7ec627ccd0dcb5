namespace AsyncWorkbook.Architecture.Tests;

/// <summary>Within a project, folders use each other one way only.</summary>
public class FolderTests
{
    public static TheoryData<string> Projects => [.. SourceProject.Sources.Where(project => project.HasFolders).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_use_each_other_one_way_only(string project)
    {
        var cycles = string.Join("\n\n", new FolderGraph(ProjectCode.Of(SourceProject.Named(project)).Uses()).Cycles());

        Assert.True(cycles.Length == 0, $"{project}: {cycles}\nMove the types to the folder that they belong to.");
    }
}
