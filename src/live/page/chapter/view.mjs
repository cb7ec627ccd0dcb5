/** What a reader sees of a live cell: how it is, what it shows now, and beside it the recording. */
import { element } from '../output/elements.mjs';
import { RunOutputs } from '../output/run-outputs.mjs';
import { showTheSame } from './same.mjs';
import { loadingWords } from './words.mjs';

export class CellView {
  #place; // the cell's part of the page; undefined for one that the page does not show
  #page;
  #status;
  #bar;
  #recorded; // the outputs of the recording, or where some would stand
  #run; // the outputs of the last run here; what comes of earlier ones is too late
  #shown; // where they stand, or those of the one before until there are any
  #drawing = Promise.resolve();
  #timer;
  #yours; // the element with the text that replaces the notebook's, where the cell is edited
  #isExpected;
  #isBeside = false; // whether the recording stands beside what was run here

  /**
   * @param {import('./cell.mjs').LiveCell} cell
   * @param {object} page
   * @param {(name: string) => Promise<void>} page.load runs one of the page's scripts, once
   * @param {(component: string) => string[]} page.filesOf which scripts and style sheets a component has
   * @param {(name: string) => void} page.style loads one of its style sheets, once
   * @param {import('../output/displays.mjs').Displays} page.displays what can be updated
   */
  constructor(cell, page) {
    this.#place = document.getElementById(cell.id);
    this.#page = page;
    this.#isExpected = cell.tags.includes('raises-exception');
    this.#status = this.#place?.querySelector('.live-status') ?? element('span');
    this.#bar = element('div', { className: 'live-progress', 'aria-hidden': 'true' });
    this.#place?.querySelector('.code')?.querySelector('.about')?.after(this.#bar);
    this.#recorded = this.#place?.querySelector('.outputs');
    this.#yours = this.#place?.querySelector('.code > .yours') ?? undefined;
  }

  get place() {
    return this.#place;
  }

  /** Whether a reader sees some of it now. */
  get isInSight() {
    const { top, bottom, height } = this.#place?.getBoundingClientRect() ?? { height: 0 };
    return height > 0 && bottom > 0 && top < innerHeight;
  }

  /** The elements that hold the notebook's text. */
  get sources() {
    return [...this.#place?.querySelectorAll('.code .source:not(.yours), .code .plumbing') ?? []];
  }

  /** @param {'idle' | 'waiting' | 'loading' | 'running' | 'ran' | 'failed'} state @param {string | Node} [words] */
  say(state, words = '') {
    clearInterval(this.#timer);
    if (this.#place) {
      this.#place.dataset.live = state;
      this.#status.replaceChildren(words);
      const run = this.#place.querySelector('.live-run');
      const isOn = state === 'running' || state === 'loading' || state === 'waiting';
      run?.querySelector('.sign').replaceChildren(isOn ? '■' : '▶');
      run?.querySelector('.word').replaceChildren(isOn ? 'Stop' : 'Run');
      run?.setAttribute('aria-label', run.getAttribute('aria-label').replace(/^\S+/, isOn ? 'Stop' : 'Run'));
    }
  }

  /** @param {string} language @param {number} loaded @param {number} total bytes */
  loading(language, loaded, total) {
    this.say('loading', loadingWords(language, loaded, total));
    this.#bar.style.setProperty('--part', total ? loaded / total : 0);
  }

  /** What is shown follows from what is no longer so, and nothing runs by itself. @param {string} words what to do */
  outdate(words) {
    this.say('idle', words);
    this.#place?.setAttribute('data-outdated', '');
  }

  /**
   * Begins a run: what it shows replaces what is shown when the first of it has come.
   * @returns {object} where the session tells what the run shows
   */
  start() {
    this.#run = new RunOutputs({ ...this.#page, isExpected: this.#isExpected });
    this.#place?.removeAttribute('data-outdated');
    this.goOn();
    return this.#sinkOf(this.#run);
  }

  /** Goes on with a run that has waited for a language; what it has shown stays. */
  goOn() {
    const since = performance.now();
    const tell = () => this.#status.replaceChildren(`${((performance.now() - since) / 1000).toFixed(1)} s`);
    this.say('running', '0.0 s');
    this.#timer = setInterval(tell, 100);
  }

  /**
   * Ends a run, when all that it shows has been drawn.
   * @param {boolean} isYours whether it is not what the recording ran
   * @returns {Promise<boolean>} whether it shows what was recorded
   */
  async finish(isYours) {
    await this.#drawing;
    if (this.#run && this.#place) {
      this.#show(this.#run.place);
      await this.#inOrder(() => this.#run?.begin());
    }
    const isAsRecorded = Boolean(this.#shown && this.#recorded) && showTheSame(this.#shown, this.#recorded);
    this.#layOut(isYours && !isAsRecorded);
    return isAsRecorded;
  }

  /** Whether it shows what has run here. */
  get hasRun() {
    return this.#shown !== undefined;
  }

  /** The verdicts that are shown now, and were recorded: `bug`, `parity` and so on. */
  get verdicts() {
    const of = (place) => [...place?.querySelectorAll('[data-verdict]') ?? []].map((each) => each.dataset.verdict);
    return { shown: of(this.#shown), recorded: of(this.#recorded) };
  }

  /** Puts words above what is shown. @param {string} words */
  announce(words) {
    this.#shown?.querySelector('.live-found')?.remove();
    this.#shown?.prepend(element('p', { className: 'live-found', role: 'status' }, words));
  }

  /** Shows the recording again, and the notebook's text. */
  reset() {
    this.#shown?.remove();
    this.#shown = undefined;
    this.#run = undefined;
    this.#place?.removeAttribute('data-outdated');
    this.#layOut(false);
    this.showSource(undefined);
    this.say('idle');
  }

  /** Shows another text instead of the notebook's; undefined shows that again. @param {Node | undefined} source */
  showSource(source) {
    this.#yours?.remove();
    this.#yours = source;
    this.sources.forEach((each) => {
      each.hidden = Boolean(source);
    });
    this.#place?.toggleAttribute('data-edited', Boolean(source));
    if (source) {
      this.#place.querySelector('.code').append(source);
    }
  }

  /** @param {RunOutputs} run */
  #sinkOf(run) {
    const inOrder = (action) => this.#inOrder(() => (run === this.#run ? action() : undefined));
    return {
      output: (output) => inOrder(() => this.#add(run, output)),
      update: (id, data, metadata) => inOrder(() => this.#page.displays.update(id, { output_type: 'display_data', data, metadata }, { ...this.#page, isExpected: false })),
      clear: (wait) => inOrder(() => run.clear(wait)),
    };
  }

  #inOrder(action) {
    this.#drawing = this.#drawing.then(action).catch((error) => globalThis.console.error(error)); // one output that cannot be drawn takes no others with it
    return this.#drawing;
  }

  async #add(run, output) {
    await run.add(output);
    if (run === this.#run && this.#place && run.place !== this.#shown) {
      this.#show(run.place);
      this.#layOut(this.#isBeside); // until it has ended: a drag makes nothing jump
    }
  }

  #show(outputs) {
    if (!outputs || outputs === this.#shown || !this.#place) {
      return;
    }
    outputs.classList.add('live-outputs');
    if (this.#shown) {
      this.#shown.replaceWith(outputs);
    } else if (this.#recorded) {
      this.#recorded.before(outputs);
    } else {
      this.#place.append(outputs);
    }
    this.#shown = outputs;
  }

  /** The recording stays beside what the reader's own shows otherwise; what is the same, or the cell itself shows again, replaces it. */
  #layOut(isYours) {
    this.#isBeside = isYours;
    if (this.#recorded) {
      this.#recorded.hidden = this.#shown !== undefined && !isYours;
      this.#recorded.dataset.title = isYours ? 'recorded' : '';
      this.#recorded.setAttribute('role', 'group');
      this.#recorded.setAttribute('aria-label', 'Recorded output');
    }
    if (this.#shown) {
      this.#shown.dataset.title = isYours ? 'yours' : '';
      this.#shown.setAttribute('aria-label', isYours ? 'Your output' : 'Output');
    }
  }
}
