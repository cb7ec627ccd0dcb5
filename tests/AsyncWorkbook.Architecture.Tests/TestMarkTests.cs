namespace AsyncWorkbook.Architecture.Tests;

/// <summary><c>./test --quick</c> runs what is not marked, so that a new test is in it unless somebody says otherwise.</summary>
public class TestMarkTests
{
    public static TheoryData<string> Projects =>
        [.. SourceProject.Tests.Where(project => !project.StartsProcesses).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Tests_that_start_processes_are_marked_and_no_others(string project)
    {
        var faults = string.Join('\n', new TestMarks(ProjectCode.Of(SourceProject.Named(project))).Faults());

        Assert.True(faults.Length == 0, faults);
    }

    [Fact]
    public void Every_door_of_our_own_is_a_type_that_there_is()
    {
        var types = SourceProject.Sources.Concat(SourceProject.Tests.Where(project => !project.StartsProcesses))
            .SelectMany(project => ProjectCode.Of(project).Types()).Select(type => type.ToDisplayString()).ToHashSet();

        Assert.Subset(types, TestMarks.NamedDoors.ToHashSet());
    }

    [Fact]
    public void A_door_behind_the_test_s_own_types_is_found()
    {
        var code = ProjectCode.Of(new Dictionary<string, string>
        {
            ["Starter.cs"] = "class Starter { void Start() => System.Diagnostics.Process.Start(\"true\"); }",
            ["Between.cs"] = "class Between { Starter? starter; }",
            ["Tests.cs"] = """
                using AsyncWorkbook.Testing;
                using Xunit;
                public class Far { [Fact] public void T() => new Between(); }
                public abstract class Base { [Theory] public void T() { } }
                public class Heir : Base { Between? between; }
                [StartsProcesses] public class Marked { [Fact] public void T() => new Between(); }
                public class MarkedHeir : Marked;
                public class Library { [Fact] public void T() => AsyncWorkbook.Subprocess.RunProgramAsync("true", [], "/"); }
                [StartsProcesses] public class NeedsNone { [Fact] public void T() { } }
                public class Quiet { [Fact] public void T() { } }
                public class NoTests { Between? between; }
                """,
            ["Mark.cs"] = "namespace AsyncWorkbook.Testing { public sealed class StartsProcessesAttribute : Attribute; }",
        });

        Assert.Equal(
            [
                "Far reaches System.Diagnostics.Process: mark it with [StartsProcesses].",
                "Heir reaches System.Diagnostics.Process: mark it with [StartsProcesses].",
                "Library reaches AsyncWorkbook.Subprocess: mark it with [StartsProcesses].",
                "NeedsNone starts nothing: take its [StartsProcesses] away.",
            ],
            new TestMarks(code).Faults());
    }
}
