// Curves over one axis: where a value stands, and how it is written. The exporter draws with it, and the page reads values off.
"use strict";

{
  const page = globalThis.workbookPage ??= { starts: {} };

  /** A number as people write it. */
  const written = value => value.toLocaleString("en", { maximumFractionDigits: 2 });

  /** From where to where an axis goes, and its marks: some five to eight round numbers. */
  const axis = (values, fromZero) => {
    const [least, most] = [Math.min(...values, ...fromZero ? [0] : []), Math.max(...values, ...fromZero ? [0] : [])];
    const range = most - least || 1;
    const step = [1, 2, 5, 10].map(each => each * 10 ** Math.floor(Math.log10(range / 5))).find(each => range / each <= 8);
    const [low, high] = [fromZero && least === 0 ? 0 : Math.floor(least / step) * step, Math.ceil(most / step - 1e-9) * step];
    const count = Math.round((high - low) / step);
    return { low, high, marks: Array.from({ length: count + 1 }, (_, i) => Math.round((low + i * step) * 1e9) / 1e9) };
  };

  /** Both axes of a drawing; along the bottom it ends where its values do. */
  const axes = data => {
    const points = data.series.flatMap(series => series.points);
    const xs = points.map(([x]) => x);
    const across = axis(xs, data.fromZero.x);
    const [left, right] = [data.fromZero.x ? across.low : Math.min(...xs), Math.max(...xs)];
    return { x: { low: left, high: right > left ? right : left + 1, marks: across.marks.filter(mark => mark >= left && mark <= right) }, y: axis(points.map(([, y]) => y), data.fromZero.y) };
  };

  /** Where a value stands on an axis, from 0 to 1. */
  const share = ({ low, high }, value) => (value - low) / (high - low);

  /** What is known at a place of the horizontal axis: a value of each series that has one there. */
  const at = (data, x) => data.series.flatMap(series => series.points.filter(point => point[0] === x).slice(0, 1).map(([, y]) => `${series.name} ${written(y)}`)).join(", ");

  /** The places at which something is known, in order. */
  const places = data => [...new Set(data.series.flatMap(series => series.points.map(([x]) => x)))].sort((a, b) => a - b);

  page.curves = { at, axes, places, share, written };
}
