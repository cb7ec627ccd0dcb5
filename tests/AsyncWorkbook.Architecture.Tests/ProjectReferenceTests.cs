namespace AsyncWorkbook.Architecture.Tests;

/// <summary>Between projects, dependencies point one way: the command line knows the engine, the package knows the library, and nobody else anybody.</summary>
public class ProjectReferenceTests
{
    [Fact]
    public void Only_the_command_line_and_the_package_refer_to_another_project()
    {
        var references = SourceProject.Sources.SelectMany(project => project.References.Select(used => $"{project.Name} -> {used}"));

        Assert.Equal(["AsyncWorkbook.Cli -> AsyncWorkbook.Engine", "AsyncWorkbook.Interactive -> AsyncWorkbook"], references);
    }

    [Fact]
    public void No_project_compiles_the_sources_of_another()
    {
        var borrowed = SourceProject.Sources.SelectMany(project => project.ForeignSources.Select(file => $"{project.Name} compiles {file}"));

        Assert.Empty(borrowed);
    }
}
