namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>What the content of a page asks of its frame.</summary>
internal sealed class PageNeeds
{
    /// <summary>The page has charts: it loads Plotly.</summary>
    public bool Charts { get; set; }

    /// <summary>The page has diagrams in Mermaid's notation: it loads what draws them.</summary>
    public bool Diagrams { get; set; }

    /// <summary>The book's own components that are on the page: it loads their scripts and style sheets.</summary>
    public SortedSet<string> Components { get; } = new(StringComparer.Ordinal);

    /// <summary>An output carries scripts of its own, which its author wanted to run: the page allows them.</summary>
    public bool Scripts { get; set; }

    /// <summary>Something was left out of an output that was not made by running its cell here.</summary>
    public bool LeftOut { get; set; }
}
