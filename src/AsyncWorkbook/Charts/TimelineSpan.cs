namespace AsyncWorkbook;

/// <summary>A stretch of time on a timeline.</summary>
/// <param name="Language">The run it belongs to.</param>
/// <param name="Lane">The actor.</param>
/// <param name="Label">What the actor does meanwhile.</param>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="End">When it ends, in seconds.</param>
public readonly record struct TimelineSpan(string Language, string Lane, string Label, double Start, double End);
