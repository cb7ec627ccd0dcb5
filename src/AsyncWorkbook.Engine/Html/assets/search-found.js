/* global MiniSearch, workbookAssets, element */
// Search through the whole book. Its index and the library that reads it are loaded with it, as scripts: from disk a page can load
// nothing else.
/* eslint-disable no-unused-vars -- search.js calls these functions */
"use strict";

let engine;

/** The index, made once. Code finds a section, too, but behind those whose words say it. */
function searchEngine() {
  engine ??= Promise.all(["minisearch.js", "search-index.js"].map(workbookAssets.load)).then(async () => {
    const sections = await workbookAssets.unpack(window.workbookSections);
    const index = new MiniSearch({
      fields: ["title", "text", "code", "chapter"],
      tokenize: text => text.match(/[\p{L}\p{N}_]+/gu) ?? [],
      searchOptions: { prefix: true, fuzzy: term => (term.length > 4 ? 0.2 : false), combineWith: "AND", boost: { title: 6, text: 2, chapter: 2, code: 0.3 } },
    });
    index.addAll(sections.map((section, id) => ({ id, ...section })));
    return words => index.search(words).slice(0, 40).map(hit => ({ ...sections[hit.id], terms: hit.terms }));
  });
  engine.catch(() => { engine = undefined; }); // there may be a network the next time
  return engine;
}

/** The words around the first term that is found. */
function excerpt(text, terms) {
  const lower = text.toLowerCase();
  const at = Math.min(...terms.map(term => lower.indexOf(term)).filter(position => position >= 0));
  if (!Number.isFinite(at)) {
    return text.slice(0, 120);
  }
  const start = at < 50 ? 0 : text.indexOf(" ", at - 50) + 1;
  return `${start > 0 ? "… " : ""}${text.slice(start, start + 140).trimEnd()}${start + 140 < text.length ? " …" : ""}`;
}

function showFound(place, hits, words) {
  const chapters = Map.groupBy ? Map.groupBy(hits, hit => hit.chapter) : hits.reduce((all, hit) => all.set(hit.chapter, [...all.get(hit.chapter) ?? [], hit]), new Map());
  place.replaceChildren(element("p", { className: "count", role: "status" }, words === "" ? "" : `${hits.length === 0 ? "Nothing" : hits.length === 1 ? "1 section" : `${hits.length} sections`} for “${words}”`));
  for (const [chapter, found] of chapters) {
    place.append(element("h2", {}, chapter), element("ul", {}, ...found.map(hit =>
      element("li", {}, element("a", { href: hit.page }, element("b", {}, hit.title), element("span", {}, excerpt(hit.text || hit.code, hit.terms)))))));
  }
}
