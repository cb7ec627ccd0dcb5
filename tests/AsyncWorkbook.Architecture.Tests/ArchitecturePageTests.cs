namespace AsyncWorkbook.Architecture.Tests;

/// <summary><c>docs/architecture.md</c> says what is so.</summary>
public class ArchitecturePageTests
{
    public static TheoryData<string> Projects => [.. SourceProject.Sources.Where(project => project.HasFolders).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_of_a_project_is_in_its_table(string name)
    {
        var project = SourceProject.Named(name);
        var folders = project.Files.Select(file => Path.GetRelativePath(project.Folder, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => folder != ".").Distinct().ToList();
        var table = TableOf(project);

        var faults = folders.Except(table).Select(folder => $"{folder} is missing").Concat(table.Except(folders).Select(folder => $"{folder} is no folder"));
        var found = string.Join("; ", faults);
        Assert.True(found.Length == 0, $"docs/architecture.md, the table of {name}: {found}.");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_only_those_above_it_in_the_table(string name)
    {
        var project = SourceProject.Named(name);
        var table = TableOf(project);
        var upward =
            from use in ProjectCode.Of(project).Uses()
            from to in use.To
            where use.From != to && (to == "." || (use.From != "." && table.IndexOf(use.From) < table.IndexOf(to)))
            select $"{use.From} uses {to}, which is below it: {use.User} -> {use.UsedName}";

        var found = string.Join('\n', upward.Distinct());
        Assert.True(found.Length == 0, $"docs/architecture.md, the table of {name}:\n{found}");
    }

    [Fact]
    public void Every_file_and_folder_that_the_page_names_is_there() =>
        Assert.All(ArchitecturePage.Names(), name => Assert.True(Path.Exists(Repository.PathOf(name)), name));

    private static List<string> TableOf(SourceProject project) =>
        ArchitecturePage.Tables()[Path.GetRelativePath(Repository.Top, project.Folder).Replace('\\', '/')];
}
