namespace AsyncWorkbook.Engine.Html.Live;

/// <summary>What makes the cells of a site live.</summary>
/// <param name="Runtimes">The languages.</param>
/// <param name="NotebookOf">What the cells of a notebook find, by the notebook's path here; null for one whose cells stay as they were recorded.</param>
public sealed record LiveBook(LiveRuntimes Runtimes, Func<string, LiveNotebook?> NotebookOf);
