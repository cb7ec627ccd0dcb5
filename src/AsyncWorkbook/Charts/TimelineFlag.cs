namespace AsyncWorkbook;

/// <summary>Something that happens in a lane of a timeline.</summary>
/// <param name="Language">The run it belongs to.</param>
/// <param name="Lane">The actor.</param>
/// <param name="Event">What happens.</param>
/// <param name="At">When, in seconds.</param>
internal readonly record struct TimelineFlag(string Language, string Lane, string Event, double At);
