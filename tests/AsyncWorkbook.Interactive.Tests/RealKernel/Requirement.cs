namespace AsyncWorkbook.Interactive.Tests.RealKernel;

/// <summary>Something that a machine may lack.</summary>
internal static class Requirement
{
    /// <summary>Where it is lacking a test is skipped by name; on a build server, which has to have it, it fails.</summary>
    public static void Hold(bool there, string message)
    {
        if (!there)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Fail(message);
        }
    }
}
