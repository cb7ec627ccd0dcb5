/* global workbookAssets */
// Draws the figures of a page with the bundled Plotly, in the page's own fonts and colours.

const dark = matchMedia("(prefers-color-scheme: dark)");
const config = { displayModeBar: false, responsive: true, doubleClick: "reset", scrollZoom: false };

/** The value of a colour token, resolved for the theme that is on. */
function token(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

/** Plotly's template for the theme that is on: defaults, so whatever a figure says itself wins. */
function template() {
  const [ink, quiet, line, paper] = ["--ink", "--quiet", "--line", "--paper"].map(token);
  const family = getComputedStyle(document.documentElement).getPropertyValue("--signs");
  const axis = {
    automargin: true, gridcolor: line, linecolor: line, zerolinecolor: line, tickcolor: line,
    ticklabelstandoff: 6, tickfont: { color: quiet, size: 12 }, title: { font: { color: quiet, size: 13 }, standoff: 8 },
  };
  return {
    layout: {
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family, color: ink, size: 13 },
      title: { font: { size: 16, weight: 600 }, x: 0, xref: "container", xanchor: "left", yref: "container", y: 1, yanchor: "top", pad: { t: 8 } },
      colorway: [1, 2, 3, 4, 5, 6, 7].map(n => token(`--series-${n}`)),
      margin: { l: 48, r: 16, t: 46, b: 36 },
      xaxis: axis, yaxis: axis,
      legend: { orientation: "h", xref: "container", x: 0, xanchor: "left", yref: "container", y: 0, yanchor: "bottom", font: { color: ink } },
      hoverlabel: { bgcolor: paper, bordercolor: line, font: { family, color: ink } },
      bargap: 0.35,
    },
    data: { bar: [{ textposition: "none" }], heatmap: [{ colorbar: { outlinewidth: 0, thickness: 14 } }] },
  };
}

/** Plotly 3 dropped titles that are plain strings; XPlot and older notebooks write nothing else. */
function withTitleObjects(value) {
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (Array.isArray(value)) {
    return typeof value[0] === "object" ? value.map(withTitleObjects) : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) =>
    [key, key === "title" && typeof entry === "string" ? { text: entry } : withTitleObjects(entry)]));
}

function without(object, names) {
  return Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => !names.includes(name)));
}

/** What a page decides and not a figure: a notebook cannot know on which paper, and how wide, it is shown. */
function withoutTheme(layout) {
  const own = without(layout, ["width", "height", "template", "paper_bgcolor", "plot_bgcolor"]);
  own.font = without(own.font, ["color", "family"]);
  for (const name of Object.keys(own).filter(key => /^[xy]axis\d*$/.test(key))) {
    const axis = without(own[name], ["gridcolor", "linecolor", "zerolinecolor"]);
    own[name] = axis.type === "log" ? { nticks: 6, ...axis } : axis; // else a label for every digit
  }
  return own;
}

/** Plotly cuts a title that is wider than the chart: breaks it between words instead. */
function wrapTitle(part, width, size) {
  if (typeof part?.title?.text !== "string") {
    return;
  }
  const fitting = Math.max(12, Math.floor(width / (size * 0.58)));
  const lines = [""];
  for (const word of part.title.text.split(" ")) {
    if (lines.at(-1) && lines.at(-1).length + 1 + word.length > fitting) {
      lines.push(word);
    } else {
      lines.push([lines.pop(), word].filter(Boolean).join(" "));
    }
  }
  part.title.text = lines.join("<br>");
}

function figureOf(place) {
  const { data, layout } = withTitleObjects(JSON.parse(place.nextElementSibling.textContent));
  const own = withoutTheme(layout ?? {});
  wrapTitle(own, place.clientWidth, 17);
  const titleLines = own.title?.text?.split("<br>").length ?? 1;
  if (titleLines > 1) {
    const more = 20 * (titleLines - 1); // Plotly lets them grow upwards, out of the chart
    own.margin = { ...own.margin, t: 46 + more };
    own.title.pad = { t: 8 + more / 2 };
  }
  wrapTitle(own.xaxis, place.clientWidth - 90, 13);
  return { data: data ?? [], layout: { ...own, autosize: true, template: template() } };
}

/** Figures reckon with one row of legend; on a narrow screen it takes more, which must not come off the bars. */
function makeRoomForLegend(place) {
  const more = (place.querySelector(".legend")?.getBBox().height ?? 0) - 30;
  if (more <= 0) {
    return place;
  }
  place.style.setProperty("--height", `${parseFloat(place.style.getPropertyValue("--height")) + more}px`);
  return Plotly.Plots.resize(place);
}

const drawn = new Set();
const begun = new Map();

/** Plotly is most of a page's weight: it comes when the first chart is near. */
function draw(place) {
  if (!begun.has(place)) {
    begun.set(place, workbookAssets.load("plotly-cartesian.min.js").then(() => drawNow(place)));
    begun.get(place).catch(() => begun.delete(place)); // there may be a network the next time
  }
  return begun.get(place);
}

function drawNow(place) {
  drawn.add(place);
  const { data, layout } = figureOf(place);
  place.replaceChildren();
  place.dataset.drawn = "";
  return Plotly.newPlot(place, data, layout, config).then(makeRoomForLegend);
}

function drawAgain() {
  const now = template();
  drawn.forEach(place => Plotly.relayout(place, { template: now }));
}

const places = [...document.querySelectorAll('.plot:has(+ script[type="application/json"])')];
const near = new IntersectionObserver((entries, observer) => {
  for (const entry of entries.filter(entry => entry.isIntersecting)) {
    draw(entry.target).then(() => observer.unobserve(entry.target), () => {}); // it is tried again when it is near again
  }
}, { rootMargin: "600px" });
places.forEach(place => near.observe(place));
dark.addEventListener("change", drawAgain);
addEventListener("workbook-theme", drawAgain);
addEventListener("beforeprint", () => places.forEach(place => draw(place).catch(() => {})));
window.workbookCharts = { draw };
