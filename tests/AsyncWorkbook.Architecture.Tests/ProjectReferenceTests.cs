namespace AsyncWorkbook.Architecture.Tests;

/// <summary>Between projects, dependencies point one way: the command line knows the engine, the package knows the library, a page's C# worker the core of the worker, and nobody else anybody.</summary>
public class ProjectReferenceTests
{
    [Fact]
    public void Only_the_command_line_the_package_and_the_worker_in_a_page_refer_to_another_project()
    {
        var references = SourceProject.Sources.SelectMany(project => project.References.Select(used => $"{project.Name} -> {used}"));

        Assert.Equal(["AsyncWorkbook.Cli -> AsyncWorkbook.Engine", "AsyncWorkbook.Interactive -> AsyncWorkbook", "AsyncWorkbook.Live.CSharp -> AsyncWorkbook.Workers.CSharp"], references);
    }

    [Fact]
    public void No_project_compiles_the_sources_of_another()
    {
        var borrowed = SourceProject.Sources.SelectMany(project => project.ForeignSources.Select(file => $"{project.Name} compiles {file}"));

        Assert.Empty(borrowed);
    }
}
