using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Cells write numbers as their reader does; where the environment names no country, as everywhere.</summary>
[StartsProcesses]
public sealed class CSharpCultureTests
{
    private const string notebook = """
        {"cells": [{"cell_type": "code", "execution_count": null, "id": "one", "metadata": {}, "outputs": [],
          "source": "$\"{1.5} {string.Join(\"\", new[] { \"b\", \"B\", \"a\" }.Order())}\""}],
         "metadata": {"kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}},
         "nbformat": 4, "nbformat_minor": 5}
        """;

    [Theory]
    [InlineData("C", "1.5 abB")]
    [InlineData("C.UTF-8", "1.5 abB")]
    [InlineData("en_GB.UTF-8", "1.5 abB")]
    [InlineData("de_DE.UTF-8", "1,5 abB")]
    public async Task A_number_is_written_as_the_reader_does(string locale, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes the culture from its settings");
        var folder = Directory.CreateTempSubdirectory("workbook-test-");
        try
        {
            var path = Path.Combine(folder.FullName, "n.ipynb");
            await File.WriteAllTextAsync(path, notebook);
            var start = new ProcessStartInfo(Repository.PathOf("artifacts", "workbook", "workbook"), ["run", path, "--in-place"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = locale },
            };
            using var run = Process.Start(start)!;
            await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync(), run.WaitForExitAsync());

            var cell = JsonNode.Parse(await File.ReadAllTextAsync(path))!["cells"]![0]!;
            Assert.Equal(expected, string.Concat(cell["outputs"]![0]!["data"]!["text/plain"] is JsonArray lines ? lines.Select(line => (string?)line) : [(string?)cell["outputs"]![0]!["data"]!["text/plain"]]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
