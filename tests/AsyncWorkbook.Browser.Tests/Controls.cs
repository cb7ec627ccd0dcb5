namespace AsyncWorkbook.Browser.Tests;

/// <summary>What can be focused on a page, numbered in the order in which Tab should reach it.</summary>
internal static class Controls
{
    /// <summary>Has what moves components loaded, as the reader's first key does, and waits for it, and for fonts: they decide what scrolls.</summary>
    public const string Loaded = """
        () => Promise.all([...document.querySelectorAll(".component:has(> script)")].map(place => workbookAssets.load(`component-${place.dataset.component}.js`)))
          .then(() => document.fonts.ready)
          .then(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
        """;

    /// <summary>Numbers the controls and gives how many there are. Of a group of radio buttons Tab reaches the chosen one, or else the first.</summary>
    public const string Number = """
        () => {
          const stops = radio => radio === (document.querySelector(`input[name="${radio.name}"]:checked`) ?? document.getElementsByName(radio.name)[0]);
          const all = [...document.querySelectorAll("a[href], button, select, summary, input, [tabindex='0']")].filter(element =>
            element.checkVisibility() && element.tabIndex >= 0 && (element.type !== "radio" || stops(element))
            || element.scrollWidth > element.clientWidth && element.matches(".scroll") && element.checkVisibility());
          const unique = [...new Set(all)].sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
          unique.forEach((element, number) => { element.dataset.control = number; });
          return unique.length;
        }
        """;

    public const string Focused = """
        () => {
          const element = document.activeElement;
          const ring = element.type === "radio" ? element.parentElement : element;
          const styles = [getComputedStyle(ring), getComputedStyle(ring, "::before")]; // a badge is drawn before its comment
          return {
            number: Number(element.dataset.control ?? -1),
            what: element.outerHTML.slice(0, 120),
            outlined: styles.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1),
          };
        }
        """;
}

/// <summary>Where the keyboard is.</summary>
internal sealed record Focus
{
    public int Number { get; init; }

    public string What { get; init; } = "";

    public bool Outlined { get; init; }
}
