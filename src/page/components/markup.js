// What every component builds on. Runs in the exporter, in a browser and in Node alike, as a script or imported as a module: it
// touches nothing but one name of the global object.
"use strict";

{
  class Markup {
    constructor(text) {
      this.text = text;
    }

    toString() {
      return this.text;
    }
  }

  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

  const written = value => value instanceof Markup ? value.text
    : Array.isArray(value) ? value.map(written).join("")
      : value === null || value === undefined || value === false ? ""
        : String(value).replace(/[&<>"']/g, sign => signs[sign]);

  /** Markup that cannot forget to encode: what stands in the holes is text, unless it is markup itself. */
  const html = (parts, ...holes) => new Markup(parts.reduce((all, part, i) => all + written(holes[i - 1]) + part));

  /** Says which part of the data is not what it has to be. */
  const need = (condition, what) => {
    if (!condition) {
      throw new TypeError(what);
    }
  };

  /** An address that a reader may follow; others are none. */
  const address = text => typeof text === "string" && /^(https?:\/\/|#|[\w./-]+$)/.test(text) ? text : null;

  globalThis.workbookPage = { renders: {}, heights: {}, starts: {}, ...globalThis.workbookPage, html, need, address };
}
