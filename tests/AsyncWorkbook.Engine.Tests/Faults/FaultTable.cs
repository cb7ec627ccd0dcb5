namespace AsyncWorkbook.Engine.Tests.Faults;

/// <summary>All faults, by language.</summary>
internal static class FaultTable
{
    /// <summary>The languages by the name of their kernel: what people call them, and their faults.</summary>
    public static IReadOnlyDictionary<string, (string DisplayName, IReadOnlyList<Fault> Faults)> Languages { get; } =
        new Dictionary<string, (string, IReadOnlyList<Fault>)>
        {
            ["csharp"] = ("C#", CSharpFaults.All),
            ["javascript"] = ("JavaScript", JavaScriptFaults.All),
            ["python"] = ("Python", PythonFaults.All),
        };

    /// <summary>A fault by its language and what it does.</summary>
    public static Fault Find(string language, string what) => Languages[language].Faults.Single(fault => fault.What == what);
}
