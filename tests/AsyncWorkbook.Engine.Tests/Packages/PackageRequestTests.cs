using AsyncWorkbook.Engine.Packages;

namespace AsyncWorkbook.Engine.Tests.Packages;

public sealed class PackageRequestTests
{
    [Theory]
    [InlineData("nuget: Newtonsoft.Json", "Newtonsoft.Json", "*")]
    [InlineData("nuget:Newtonsoft.Json,13.0.3", "Newtonsoft.Json", "13.0.3")]
    [InlineData(" NuGet : ", null, null)]
    [InlineData("nuget: A , 1.0.0-preview.1+build ", "A", "1.0.0-preview.1+build")]
    [InlineData("nuget: A,", "A", "*")]
    [InlineData("nuget: A, *-*", "A", "*-*")]
    [InlineData("nuget: A, 1.2.*-*", "A", "1.2.*-*")]
    [InlineData("nuget: A, 1.0.0-beta.*", "A", "1.0.0-beta.*")]
    [InlineData("nuget: A, (1.0, 2.0]", "A", "(1.0, 2.0]")]
    [InlineData("nuget: A, [1.0]", "A", "[1.0]")]
    [InlineData("nuget: A, ;B", null, null)]
    [InlineData("nuget: A\"/><B", null, null)]
    [InlineData("nuget: A, $(X)", null, null)]
    public void A_name_and_a_version_are_read(string reference, string? name, string? version)
    {
        if (name is null)
        {
            Assert.Contains("is not written like a package", Assert.Throws<PackageException>(() => PackageRequest.Parse(reference)).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(new PackageRequest(name, version!), PackageRequest.Parse(reference));
        }
    }

    [Theory]
    [InlineData("*", "1.2.3", true)]
    [InlineData("1.2", "1.2.0", true)]
    [InlineData("1.2.0.0", "1.2.0", true)]
    [InlineData("01.2", "1.2.0", true)]
    [InlineData("1.2.0-Beta", "1.2.0-beta", true)]
    [InlineData("1.*", "1.2.3", true)]
    [InlineData("1.*", "2.0.0", false)]
    [InlineData("1.2.3", "1.2.4", false)]
    [InlineData("1.2.0-beta", "1.2.0", false)]
    public void A_loaded_version_is_good_enough_or_not(string asked, string loaded, bool expected) =>
        Assert.Equal(expected, new PackageRequest("A", asked).Accepts(loaded));
}
