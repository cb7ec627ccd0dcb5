/** A bar at the page's lower end, while something on the page is the reader's own, or runs. */
import { element } from '../output/elements.mjs';

export class Footer {
  #bar = element('aside', { className: 'live-footer', 'aria-label': 'Your changes', hidden: true });
  #words = element('span', { role: 'status' });
  #chapter;
  #editing;

  /** @param {import('./chapter.mjs').Chapter} chapter @param {import('./editing.mjs').EditorPlace} editing */
  attach(chapter, editing) {
    this.#chapter = chapter;
    this.#editing = editing;
    document.querySelector('.live-footer')?.remove(); // that of the buttons' script
    const reset = element('button', { type: 'button' }, 'Reset all');
    reset.addEventListener('click', () => this.resetAll());
    this.#bar.append(this.#words, reset);
    document.body.append(this.#bar);
    this.update();
  }

  /** Takes back everything that is the reader's own. */
  async resetAll() {
    await this.#editing.leave();
    await this.#chapter.resetAll();
    document.dispatchEvent(new CustomEvent('workbook-reset'));
  }

  update() {
    if (this.#chapter) {
      const { own } = this.#chapter;
      this.#bar.hidden = own === '';
      this.#words.replaceChildren(own && `Yours: ${own}`);
    }
  }
}
