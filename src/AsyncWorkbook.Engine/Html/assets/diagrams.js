/* global mermaid, workbookAssets */
// Draws the diagrams that a page has in Mermaid's notation. Their text stands in the page, for readers without scripts and to copy.
"use strict";
{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const places = [...document.querySelectorAll(".diagram")];
  let number = 0;

  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

  /** The page's own colours, which have the contrast that text needs. */
  const colours = () => {
    const probe = document.body.appendChild(document.createElement("span"));
    const colour = name => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const [paper, raised, ink, quiet] = ["paper", "raised", "ink", "quiet"].map(colour);
    probe.remove();
    return {
      darkMode: isDark(), background: paper, primaryColor: raised, primaryTextColor: ink, primaryBorderColor: quiet, lineColor: quiet, textColor: ink,
      edgeLabelBackground: paper, secondaryColor: raised, tertiaryColor: paper,
    };
  };

  const draw = async place => {
    await workbookAssets.load("mermaid.min.js");
    const text = place.querySelector(".source").textContent;
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "base", themeVariables: colours(), fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--signs") });
    const id = `diagram-${number += 1}`;
    try {
      const { svg } = await mermaid.render(id, text);
      const picture = place.querySelector(".drawn");
      picture.innerHTML = svg;
      picture.firstElementChild.role = "img";
      picture.firstElementChild.setAttribute("aria-label", "Diagram; its text follows");
      if (!("drawn" in place.dataset)) {
        place.querySelector("details").open = false;
      }
      place.dataset.drawn = "";
    } catch {
      document.getElementById(`d${id}`)?.remove(); // where Mermaid has tried; the text says what was meant
      place.dataset.failed = "";
    }
  };

  let queue = Promise.resolve(); // Mermaid draws one at a time
  const begun = new Set();
  const drawSoon = place => {
    begun.add(place);
    queue = queue.then(() => draw(place)).then(() => near.unobserve(place), () => begun.delete(place)); // there may be a network when it is near again
  };
  const near = new IntersectionObserver(entries => {
    entries.filter(({ isIntersecting, target }) => isIntersecting && !begun.has(target)).forEach(({ target }) => drawSoon(target));
  }, { rootMargin: "600px" });
  places.forEach(place => near.observe(place));
  addEventListener("beforeprint", () => places.filter(place => !begun.has(place)).forEach(drawSoon));
  const drawAgain = () => [...begun].forEach(drawSoon);
  dark.addEventListener("change", drawAgain);
  addEventListener("workbook-theme", drawAgain);
}
