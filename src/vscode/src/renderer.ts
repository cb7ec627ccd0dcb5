/** Charts and the book's components in the outputs of notebooks: what pages draw, drawn by the same scripts in the editor's colours. */
import type { ActivationFunction, OutputItem } from 'vscode-notebook-renderer';
import { styles, tokens } from 'workbook:components';
import Plotly from 'plotly.js-cartesian-dist-min';

interface Figure {
  data?: unknown[];
  layout?: Record<string, unknown>;
  config?: Record<string, unknown>;
}

interface Components {
  renders: Record<string, (data: unknown) => string>;
  starts: Record<string, ((element: Element, data: unknown) => void) | undefined>;
}

/** What runs by itself is in no component: data come from anybody's notebook. */
const running = 'script, style, iframe, object, embed, base, meta, link, form, template, noscript';

function axis(): Record<string, unknown> {
  return { gridcolor: 'rgba(128, 128, 128, 0.25)', zerolinecolor: 'rgba(128, 128, 128, 0.5)', linecolor: 'rgba(128, 128, 128, 0.5)' };
}

/** The figure's layout over the editor's colours: what it says stays. */
function layered(layout: Record<string, unknown>): Record<string, unknown> {
  const color = getComputedStyle(document.body).getPropertyValue('--vscode-editor-foreground');
  const all: Record<string, unknown> = { paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', font: { color }, xaxis: axis(), yaxis: axis() };
  for (const [name, value] of Object.entries(layout)) {
    const below = all[name];
    const both = typeof below === 'object' && typeof value === 'object' && value !== null && !Array.isArray(value);
    all[name] = both ? { ...below, ...value } : value;
  }
  return { ...all, autosize: true };
}

function chart(item: OutputItem, place: HTMLElement): { draw(): void; end(): void } {
  const figure = item.json() as Figure;
  return {
    draw: () => void Plotly.react(place, figure.data ?? [], layered(figure.layout ?? {}), { responsive: true, displayModeBar: false, ...figure.config }),
    end: () => Plotly.purge(place),
  };
}

/** A component of the book: markup first, and then a script that moves it. */
function component(name: string, item: OutputItem, place: HTMLElement): void {
  const { renders, starts } = (globalThis as unknown as { workbookPage: Components }).workbookPage;
  const data: unknown = item.json();
  const { body } = new DOMParser().parseFromString(renders[name]!(data), 'text/html');
  body.querySelectorAll(running).forEach((each) => each.remove());
  for (const element of body.querySelectorAll('*')) {
    [...element.attributes].filter((each) => /^on/i.test(each.name) || /^\s*(javascript|data|command):/i.test(each.value))
      .forEach((each) => element.removeAttribute(each.name));
  }
  const style = document.createElement('style');
  style.textContent = `.async-workbook { ${tokens} color-scheme: light; color: var(--ink); } .async-workbook.dark { color-scheme: dark; }\n${styles[name] ?? ''}`;
  place.append(style, ...body.childNodes);
  starts[name]?.(style.nextElementSibling!, data);
}

export const activate: ActivationFunction = () => {
  const drawn = new Map<string, { place: HTMLElement; draw?(): void; end?(): void }>();
  const coloured = (place: HTMLElement): void => {
    place.className = document.body.classList.contains('vscode-light') || document.body.classList.contains('vscode-high-contrast-light') ? 'async-workbook' : 'async-workbook dark';
  };
  new MutationObserver(() => drawn.forEach((each) => {
    coloured(each.place);
    each.draw?.();
  })).observe(document.body, { attributes: true, attributeFilter: ['class'] });
  const end = (id: string): void => {
    drawn.get(id)?.end?.();
    drawn.delete(id);
  };
  return {
    renderOutputItem(item, element) {
      end(item.id);
      const place = document.createElement('div');
      coloured(place);
      element.replaceChildren(place);
      const name = /^application\/vnd\.async-workbook\.(.+)\+json$/.exec(item.mime)?.[1];
      if (name === undefined) {
        const plot = chart(item, place);
        drawn.set(item.id, { place, ...plot });
        plot.draw();
      } else {
        component(name, item, place);
        drawn.set(item.id, { place });
      }
    },
    disposeOutputItem: (id) => (id === undefined ? [...drawn.keys()] : [id]).forEach(end),
  };
};
