// A recording as it stands there without a script: lanes over time, who did what when, and one moment of it.
"use strict";

{
  const { html, need, renders, player: { clock, few, length, markOf, moments, nameOf, plain, spanAt, statesAt } } = globalThis.workbookPage;
  const kinds = ["runs", "waits", "ready", "other"];
  const units = ["s", "step"];
  const longest = 400; // rows of a table: a longer one helps nobody
  const manyLanes = 12;
  const manyTiles = 40;

  const isText = value => typeof value === "string";
  const isTime = value => typeof value === "number" && Number.isFinite(value) && value >= 0;
  const isList = (value, item) => Array.isArray(value) && value.every(item);

  const check = data => {
    need(isText(data?.title) && isText(data.caption), "A recording has a title and a caption.");
    need([data.token, data.idle].every(text => text === undefined || isText(text)), "A token and what it means that nobody runs are texts.");
    need([undefined, ...units].includes(data.unit), `What a recording counts is one of ${units.join(", ")}.`);
    need(isList(data.states, state => isText(state?.name) && kinds.includes(state.kind)) && data.states.length > 0, `A state has a name and a kind: ${kinds.join(", ")}.`);
    need(isList(data.takes, take => isText(take?.name) && isTime(take.until) && take.until > 0 && isList(take.runs, isText) && isList(take.lanes, isLane) && take.lanes.length > 0), "A take has a name, an end, runs and lanes.");
    function isLane(lane) {
      return isText(lane?.name) && isList(lane.in, isText)
        && isList(lane.spans, span => isList(span, isTime) && span.length === 3 && span[0] <= span[1] && Number.isInteger(span[2]) && span[2] < data.states.length)
        && (lane.flags === undefined || isList(lane.flags, flag => isTime(flag?.[0]) && isText(flag[1])));
    }
  };

  const percent = share => `${Math.round(share * 10000) / 100}%`;

  /** Round times along the axis, some five to eight of them; of steps, where each begins. */
  const ticks = (until, unit) => {
    const steps = unit === "step" ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] : until < 120 ? [1, 2, 5].flatMap(step => [-3, -2, -1, 0, 1].map(power => step * 10 ** power)) : [15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 36000, 86400];
    const step = steps.sort((a, b) => a - b).find(each => until / each <= 7) ?? until;
    const all = Array.from({ length: Math.floor(until / step + 1e-9) + 1 }, (_, i) => i * step);
    return unit === "step"
      ? all.filter(at => at < until).map(at => [at, at === 0 ? "step 1" : `${at + 1}`])
      : all.map(at => [at, at === 0 ? "0" : clock(at, until, unit)]);
  };

  /** One path for all spans of a state: a drawing of hundreds stays small. */
  const path = (take, state) => {
    const x = time => Math.round(time / take.until * 10000) / 10;
    const d = take.lanes.flatMap((lane, row) => lane.spans.filter(span => span[2] === state && span[1] > span[0])
      .map(([from, to]) => `M${x(from)} ${row * 10 + 1.5}h${Math.max(1, Math.round((x(to) - x(from)) * 10) / 10)}v7H${x(from)}z`)).join("");
    return d;
  };

  const languages = { "C#": "csharp", "JavaScript": "javascript", "Python": "python" };
  const dots = runs => html`<span class="dots">${runs.map(run => languages[run] ? html`<i class="dot" data-language="${languages[run]}" role="img" aria-label="${run}"></i>` : html`<small>${run}</small>`)}</span>`;

  const label = (take, lane, row) => {
    const count = take.lanes.length;
    const every = count > manyLanes ? Math.ceil(count / 6) : 1;
    const isShown = every === 1 || row === 0 || row === count - 1 || ((row + 1) % every === 0 && count - row > every / 2);
    return isShown && html`<span class="lane" style="top:${percent((row + 0.5) / count)}">${lane.name}${lane.in.length < take.runs.length && html` ${dots(lane.in)}`}</span>`;
  };

  const flag = (data, take, row, count) => ([at, what]) =>
    html`<span class="flag${at > take.until * 0.7 && " left"}" style="left:${percent(at / take.until)};top:${percent((row + 0.5) / count)}"><b aria-hidden="true">⚑</b> ${what}, ${clock(at, take.until, data.unit)}</span>`;

  const agreement = take => {
    const parted = take.lanes.filter(lane => lane.in.length < take.runs.length);
    if (take.runs.length < 2) {
      return take.runs[0] in languages && html`<p class="by">${dots(take.runs)} recorded in ${take.runs[0]}</p>`;
    }
    const spans = take.lanes.reduce((sum, lane) => sum + lane.spans.length, 0);
    return html`<p class="by">${dots(take.runs)} ${parted.length === 0
      ? `compared: all ${take.runs.length} logs agree on ${spans} of ${spans} spans`
      : `compared: they part in ${few([...new Set(parted.map(lane => lane.name))])}${new Set(parted.map(lane => lane.name)).size > 3 ? " lanes" : ""}`}</p>`;
  };

  /** Tiles of one or two rows of the same length, as far as they fit. */
  const columns = count => Math.min(16, count <= 12 ? count : Math.ceil(count / Math.ceil(count / 12)));

  /** The name of a state, with the badge of the lines that begin it. */
  const named = name => markOf(name) === null ? name : html`<span class="mark" data-mark="${markOf(name)}">${name[0]}</span> ${plain(name)}`;

  const room = (data, take, time) => html`<div class="room" style="--columns:${columns(take.lanes.length)}" aria-hidden="true">${take.lanes.map(lane => {
    const span = spanAt(lane, time);
    return html`<div class="tile" data-kind="${span ? data.states[span[2]].kind : ""}" style="--part:${span ? Math.round((time - span[0]) / (span[1] - span[0]) * 100) / 100 : 0}"><b>${/\d+$/.exec(lane.name)?.[0] ?? lane.name}</b></div>`;
  })}<span class="token">${data.token}</span></div>`;

  const now = (data, take, time) => html`<div class="now"><p class="clock"><b>${clock(time, take.until, data.unit)}</b> <small>of ${length(take.until, data.unit)}</small></p>
<dl>${statesAt(data, take, time).map((lanes, state) => html`<dt><i class="swatch" data-kind="${data.states[state].kind}"></i>${named(data.states[state].name)}</dt><dd>${lanes.length === 1 ? nameOf(lanes[0], take) : lanes.length}</dd>`)}</dl></div>`;

  const table = (data, take, index) => {
    const isStep = data.unit === "step";
    const rows = take.lanes.flatMap(lane => lane.spans.map(([from, to, state]) => [lane, from, to, plain(data.states[state].name)])
      .concat((lane.flags ?? []).map(([at, what]) => [lane, at, at, what]))).sort((a, b) => a[1] - b[1]);
    return html`<details class="rows" data-take="${index}"><summary>The same as a table${data.takes.length > 1 && `: ${take.name}`}</summary><div class="table scroll"><table><thead><tr><th scope="col">lane</th><th scope="col">what</th><th scope="col">${isStep ? "from step" : "from (s)"}</th><th scope="col">${isStep ? "to step" : "to (s)"}</th><th scope="col">in</th></tr></thead><tbody>
${rows.slice(0, longest).map(([lane, from, to, what]) => html`<tr data-at="${from}"><th scope="row">${lane.name}</th><td>${what}</td><td>${isStep ? from + 1 : from}</td><td>${to}</td><td>${lane.in.join(", ")}</td></tr>
`)}${rows.length > longest && html`<tr><th scope="row">…</th><td>${rows.length - longest} more</td><td></td><td></td><td></td></tr>`}</tbody></table></div></details>`;
  };

  /** A moment in the middle, in which as much as possible goes on. */
  const telling = (data, take) => {
    const middle = moments(take).filter(at => at >= take.until * 0.3 && at <= take.until * 0.8);
    const score = at => statesAt(data, take, at).filter(lanes => lanes.length > 0).length;
    return middle.reduce((best, at) => score(at) >= score(best) ? at : best, middle[0] ?? 0);
  };

  const takeOf = data => (take, index) => {
    const time = telling(data, take);
    const count = take.lanes.length;
    const hasRoom = data.token && count <= manyTiles;
    return html`<section class="take" data-take="${index}" data-at="${time}"${data.takes.length > 1 && html` aria-label="${take.name}"`}>
${data.takes.length > 1 && html`<p class="name">${take.name}</p>`}${agreement(take)}
<div class="view${hasRoom && " has-room"}">${hasRoom && room(data, take, time)}${now(data, take, time)}</div>
<div class="axis${take.lanes.some(lane => lane.in.length < take.runs.length) && " parted"}"><div class="lanes" style="--count:${count}"${count > manyLanes && html` data-many`}>
<svg viewBox="0 0 1000 ${count * 10}" preserveAspectRatio="none" role="img"><title>${data.title}${data.takes.length > 1 && `: ${take.name}`}. ${data.caption}</title>${data.states.map((state, i) => html`<path data-kind="${state.kind}" d="${path(take, i)}"/>`)}</svg>
${take.lanes.map((lane, row) => label(take, lane, row))}${take.lanes.map((lane, row) => (lane.flags ?? []).map(flag(data, take, row, count)))}
<input class="scrub" type="range" min="0" max="${take.until}" step="any" value="${time}" aria-label="${data.unit === "step" ? "Step" : "Time"}" aria-valuetext="${clock(time, take.until, data.unit)}"><i class="playhead" style="left:${percent(time / take.until)}"></i></div>
<p class="ticks" aria-hidden="true">${ticks(take.until, data.unit).map(([at, text]) => html`<span style="left:${percent(at / take.until)}">${text}</span>`)}</p></div></section>
`;
  };

  const controls = html`<div class="controls"><button type="button" class="play" data-do="play">▶ Play</button><button type="button" data-do="back">◀ Step</button><button type="button" data-do="forward">Step ▶</button><label>speed <select><option value="0.5">½</option><option value="1" selected>1</option><option value="2">2</option><option value="4">4</option></select></label><p class="say" aria-live="polite"></p></div>`;

  const render = data => {
    check(data);
    return html`<figure class="player">
<header><p class="title">${data.title}</p></header>
${data.takes.map(takeOf(data))}${controls}
${data.takes.map((take, i) => table(data, take, i))}
<figcaption>${data.caption}</figcaption></figure>`;
  };

  renders.player = data => render(data).text;
}
