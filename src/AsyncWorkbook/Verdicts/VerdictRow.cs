namespace AsyncWorkbook;

/// <summary>One thing compared in one language.</summary>
/// <param name="What">A result's name, <c>outcome</c> or <c>events</c>.</param>
/// <param name="Language">C#, JavaScript or Python.</param>
/// <param name="Expected">What the spec says for this language; for events, where the first difference is.</param>
/// <param name="Found">What the run did.</param>
/// <param name="Judgement">How the two compare.</param>
/// <param name="Rule">For a documented difference, the rule that explains it.</param>
/// <param name="Link">For a documented difference, the documentation of the rule.</param>
public sealed record VerdictRow(
    string What, string Language, string Expected, string Found, Judgement Judgement, string? Rule = null, string? Link = null);
