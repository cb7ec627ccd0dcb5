/** Where a reader edits a cell: the editor comes with the first press of Edit, and stays in the cell. */
import { element } from '../output/elements.mjs';

/** The line that says a cell's language, which the page says above it: it is no part of what one edits. */
const selector = /^#!(?:csharp|c#|javascript|js|python)[ \t]*\n+/i;

export class EditorPlace {
  #chapter;
  #views;
  #session;
  #load;
  #editors = new Map(); // id -> editor

  /**
   * @param {object} options
   * @param {import('./chapter.mjs').Chapter} options.chapter
   * @param {Map<string, import('./view.mjs').CellView>} options.views
   * @param {import('../session.mjs').PageSession} options.session
   * @param {() => Promise<void>} options.load loads the editor's script
   */
  constructor({ chapter, views, session, load }) {
    this.#chapter = chapter;
    this.#views = views;
    this.#session = session;
    this.#load = load;
  }

  /** Shows what the reader has changed on an earlier visit. */
  restore() {
    this.#chapter.cells.filter((cell) => cell.isEdited && this.#views.get(cell.id).place)
      .forEach((cell) => {
        this.#views.get(cell.id).showSource(element('pre', { className: 'source scroll yours' }, element('code', {}, cell.source.replace(selector, ''))));
        this.#offerReset(cell);
      });
  }

  /** Opens the editor in a cell. @param {import('./cell.mjs').LiveCell} cell */
  async toggle(cell) {
    if (!this.#editors.has(cell.id)) {
      await this.#load();
      const view = this.#views.get(cell.id);
      const before = selector.exec(cell.recorded)?.[0] ?? '';
      const box = element('div', { className: 'source yours live-editor' });
      const editor = globalThis.asyncWorkbookEditor.create({
        parent: box,
        text: cell.source.slice(before.length),
        language: cell.languages[0] ?? cell.kernel,
        label: `${view.place.getAttribute('aria-label') ?? 'Code'}: edit`,
        complete: async (code, cursor) => {
          const found = await this.#ask(cell, 'complete', before + code, before.length + cursor);
          return found && { ...found, start: found.start - before.length, end: found.end - before.length };
        },
        inspect: (code, cursor) => this.#ask(cell, 'inspect', before + code, before.length + cursor),
        onChange: (text) => {
          this.#chapter.edit(cell, before + text);
          view.place.toggleAttribute('data-edited', cell.isEdited);
          this.#offerReset(cell);
        },
        onRun: () => this.#chapter.run(cell),
        onLeave: () => view.place.querySelector('.live-edit')?.focus(),
      });
      view.showSource(box);
      view.place.toggleAttribute('data-edited', cell.isEdited);
      this.#editors.set(cell.id, editor);
      this.#offerReset(cell);
    }
    this.#editors.get(cell.id).focus();
  }

  /** Shows the notebook's text again. @param {import('./cell.mjs').LiveCell} cell */
  async reset(cell) {
    this.#editors.get(cell.id)?.destroy();
    this.#editors.delete(cell.id);
    await this.#chapter.reset(cell);
    const tools = this.#views.get(cell.id).place.querySelector('.live-tools');
    tools.querySelector('.live-reset')?.remove();
    tools.querySelector('.live-edit').focus();
  }

  /** Closes all editors. */
  async leave() {
    this.#editors.forEach((editor) => editor.destroy());
    this.#editors.clear();
    document.querySelectorAll('.live-reset').forEach((button) => button.remove());
  }

  /** Nobody loads a language by typing: only one that has run is asked. */
  #ask(cell, question, code, cursor) {
    return this.#session.canAnswer(cell.kernel, code, cursor) ? this.#session[question](cell.kernel, code, cursor) : undefined;
  }

  #offerReset(cell) {
    const tools = this.#views.get(cell.id).place.querySelector('.live-tools');
    if (tools && !tools.querySelector('.live-reset')) {
      const button = element('button', { type: 'button', className: 'live-reset', 'aria-label': `Reset ${cell.file}` }, 'Reset');
      button.addEventListener('click', () => this.reset(cell));
      tools.querySelector('.live-edit').after(button);
    }
  }
}
