namespace AsyncWorkbook;

/// <summary>A process that hangs and still lives, for tools that look at it.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Output">What it has printed so far to its standard output.</param>
/// <param name="Error">What it has printed so far to its standard error, likewise.</param>
public sealed record HungProcess(int Id, string Output, string Error);
