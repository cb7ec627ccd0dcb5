// Curves as they stand there without a script: lines with their names at their ends, and the same values as a table.
"use strict";

{
  const { html, need, heights, renders, curves: { axes, places, share, written } } = globalThis.workbookPage;
  const languages = { "C#": "csharp", "JavaScript": "javascript", "Python": "python" };
  const longest = 200; // rows of a table
  const apart = 0.075; // of the height: names closer than this would touch

  const isText = value => typeof value === "string";
  const isNumber = value => typeof value === "number" && Number.isFinite(value);
  const isList = (value, item) => Array.isArray(value) && value.every(item);

  const check = data => {
    need([data?.title, data?.caption, data?.x, data?.y].every(isText), "Curves have a title, a caption and names of their axes.");
    need(typeof data.fromZero?.x === "boolean" && typeof data.fromZero.y === "boolean", "Each axis begins at zero, or does not.");
    need(isList(data.series, series => isText(series?.name) && isText(series.dash) && isList(series.points, point => isList(point, isNumber) && point.length === 2) && series.points.length > 0)
      && data.series.length > 0, "A curve has a name, a dash and points.");
  };

  const percent = part => `${Math.round(part * 10000) / 100}%`;
  const languageOf = ({ name }) => languages[Object.keys(languages).find(language => name.startsWith(language))];
  /** A language has its colour; what was only reckoned, a dashed line without dots, has none. */
  const isReckoned = ({ dash, dots }) => dash !== "" && !dots;
  const toneOf = (data, series) => {
    const language = languageOf(series);
    const others = data.series.filter(each => !isReckoned(each) && !languageOf(each));
    return language ? html` data-language="${language}"` : html` data-curve="${isReckoned(series) ? "quiet" : others.indexOf(series) + 1}"`;
  };

  /** Names at the ends of their lines, moved apart where two would touch. */
  const ends = (data, y) => {
    const names = data.series.map(series => ({ series, top: 1 - share(y, series.points.at(-1)[1]) })).sort((a, b) => a.top - b.top);
    names.forEach((name, i) => { name.top = i === 0 ? name.top : Math.max(name.top, names[i - 1].top + apart); });
    const over = Math.max(0, (names.at(-1)?.top ?? 0) - 1);
    return names.map(({ series, top }) => ({ series, top: top - over }));
  };

  const line = (data, series, { x, y }) => {
    const at = ([left, up]) => `${Math.round(share(x, left) * 10000) / 10} ${Math.round((1 - share(y, up)) * 10000) / 10}`;
    return html`<g${toneOf(data, series)}><path d="M${series.points.map(at).join("L")}"${series.dash && html` stroke-dasharray="${series.dash}"`}/>${series.dots && html`<path class="dot" d="${series.points.map(point => `M${at(point)}h0`).join("")}"/>`}</g>`;
  };

  const table = data => {
    const rows = places(data);
    return html`<details><summary>The same as a table</summary><div class="table scroll"><table><thead><tr><th scope="col">${data.x}</th>${data.series.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${rows.slice(0, longest).map(x => html`<tr><th scope="row">${written(x)}</th>${data.series.map(({ points }) => html`<td>${points.filter(point => point[0] === x).map(([, y]) => written(y)).join(", ")}</td>`)}</tr>
`)}${rows.length > longest && html`<tr><th scope="row">…</th><td colspan="${data.series.length}">${rows.length - longest} more</td></tr>`}</tbody></table></div></details>`;
  };

  const lineOfCaption = 95; // characters in one of two columns

  heights.curves = data => 470 + 23 * Math.ceil(data.caption.length / lineOfCaption);

  renders.curves = data => {
    check(data);
    const both = axes(data);
    return html`<figure class="curves"><p class="title">${data.title}</p><p class="of">${data.y}</p>
<div class="field"><svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img"><title>${data.title}. ${data.caption}</title><path class="grid" d="${both.y.marks.map(mark => `M0 ${Math.round((1 - share(both.y, mark)) * 10000) / 10}h1000`).join("")}"/>${data.series.map(series => line(data, series, both))}</svg>
${both.y.marks.map(mark => html`<span class="up" style="top:${percent(1 - share(both.y, mark))}" aria-hidden="true">${written(mark)}</span>`)}${both.x.marks.map(mark => html`<span class="along" style="left:${percent(share(both.x, mark))}" aria-hidden="true">${written(mark)}</span>`)}
${data.series.length > 1 && html`<ul class="names">${ends(data, both.y).map(({ series, top }) => html`<li${toneOf(data, series)} style="top:${percent(top)}"><i></i>${series.name}</li>`)}</ul>`}</div>
<p class="of across">${data.x}</p>
${table(data)}<figcaption>${data.caption}</figcaption></figure>`.text;
  };
}
