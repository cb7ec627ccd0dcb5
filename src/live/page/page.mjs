/**
 * The live cells of a page, from the reader's first press on: the page loads this script then, and each language when a cell needs it.
 */
import { Chapter } from './chapter/chapter.mjs';
import { LiveCell } from './chapter/cell.mjs';
import { EditorPlace } from './chapter/editing.mjs';
import { CellView } from './chapter/view.mjs';
import { Footer } from './chapter/footer.mjs';
import { Displays } from './output/displays.mjs';
import { element } from './output/elements.mjs';
import { loadScript, Runtimes } from './runtimes.mjs';
import { PageSession } from './session.mjs';

export { take, takeFile, takeNames } from './runtimes.mjs';

/**
 * @param {object} data what the exporter says of the page (LivePage.cs), and of each parameter that has a slider the notebook's value
 * @param {string} base the address of the site, with a slash at its end
 * @param {{kept: import('./chapter/edits.mjs').Edits, edits: import('./chapter/edits.mjs').Edits}} earlier what live.js has found of an earlier
 * visit, and what of it the chapter still has: that is what the page shows
 */
export async function open(data, base, earlier) {
  ['live-pressed.css', 'seldom.css'].forEach((name) => loadStyle(`${base}assets/${name}`)); // what runs may show what few pages have
  const folder = `${base}live/`;
  const runtimes = new Runtimes(folder, data.runtimes);
  const directory = `/book/${data.notebook.split('/').slice(0, -1).join('/')}`;
  const session = new PageSession({
    start: (language, onEvent) => runtimes.start(language, onEvent, directory),
    notebook: data.notebook,
    folder: directory,
    files: await runtimes.filesOf(data.files),
    ask: async ({ prompt }) => globalThis.prompt(prompt) ?? '',
  });
  const page = {
    displays: new Displays(),
    load: (name) => (name === 'renders' ? loadScript(folder + data.runtimes.renders) : globalThis.workbookAssets.load(name)),
    filesOf: (component) => data.runtimes.components.filter((name) => name.startsWith(`component-${component}.`)),
    style: (name) => loadStyle(`${base}assets/${name}`),
  };
  const parameters = data.parameters.map(({ name }) => name);
  const cells = data.cells.map((each, position) => new LiveCell(each, each.source ?? sourceOf(each.id), position, parameters));
  const views = new Map(cells.map((cell) => [cell.id, new CellView(cell, page)]));
  const footer = new Footer();
  const chapter = new Chapter({ cells, views, session, shared: data.shared ?? {}, parameters: data.parameters, edition: data.edition, ...earlier, onChange: () => footer.update() });
  const editing = new EditorPlace({ chapter, views, session, load: () => loadScript(folder + data.runtimes.editor) });
  footer.attach(chapter, editing);
  editing.restore();
  chapter.restore();
  return {
    chapter,
    run: (id) => pressed(chapter, chapter.cell(id)),
    edit: (id) => editing.toggle(chapter.cell(id)),
    reset: (id) => editing.reset(chapter.cell(id)),
    resetAll: () => footer.resetAll(),
    set: (name, value) => chapter.set(name, value),
    runAll: () => chapter.runAll(),
  };
}

/** The button of a cell that runs stops it. */
function pressed(chapter, cell) {
  return chapter.isRunning(cell) ? chapter.stop() : chapter.run(cell);
}

/** A cell as the notebook has it: what is folded or hidden belongs to it. */
function sourceOf(id) {
  return [...document.getElementById(id)?.querySelectorAll('.code .source:not(.yours)') ?? []].map((source) => source.textContent).join('');
}

function loadStyle(href) {
  if (![...document.styleSheets].some((sheet) => sheet.href === href)) {
    document.head.append(element('link', { rel: 'stylesheet', href }));
  }
}
