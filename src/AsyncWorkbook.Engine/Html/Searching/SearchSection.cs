using System.Text.Json.Serialization;

namespace AsyncWorkbook.Engine.Html.Searching;

/// <summary>A part of a page that a search can lead to: a heading and what follows it to the next.</summary>
/// <param name="Page">The page's file name, with <c>#</c> and the heading's id unless it is the page's title.</param>
/// <param name="Chapter">The chapter's title, with its number.</param>
/// <param name="Title">The heading.</param>
/// <param name="Text">The prose.</param>
/// <param name="Code">The words of the code, each once.</param>
internal sealed record SearchSection(
    [property: JsonPropertyName("page")] string Page,
    [property: JsonPropertyName("chapter")] string Chapter,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("code")] string Code);
