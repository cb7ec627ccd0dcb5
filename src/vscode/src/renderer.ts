/** Charts and the book's components in the outputs of notebooks: what pages draw, drawn by the same scripts in the editor's colours. */
import type { ActivationFunction, OutputItem } from 'vscode-notebook-renderer';
import { styles, tokens } from 'workbook:components';
import { cleanComponent } from '../../live/page/output/clean.mjs';
import Plotly from 'plotly.js-cartesian-dist-min';

/** Draws a chart over the editor's colours: what its figure says stays. */
function chart(item: OutputItem, place: HTMLElement): void {
  const { data, layout, config } = item.json() as { data?: unknown[]; layout?: object; config?: object };
  const axis = { gridcolor: 'rgba(128, 128, 128, 0.25)', zerolinecolor: 'rgba(128, 128, 128, 0.5)', linecolor: 'rgba(128, 128, 128, 0.5)' };
  const color = getComputedStyle(document.body).getPropertyValue('--vscode-editor-foreground');
  const plain = { paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', font: { color }, margin: { l: 48, r: 16, t: 46, b: 36 } };
  Plotly.react(place, data ?? [], { ...layout, autosize: true, template: { layout: { ...plain, xaxis: axis, yaxis: axis } } }, { responsive: true, displayModeBar: false, ...config });
}

/** A component of the book: markup first, and then a script that moves it. */
function component(name: string, item: OutputItem, place: HTMLElement): void {
  const { renders, starts } = workbookPage;
  const data: unknown = item.json();
  const style = document.createElement('style');
  style.textContent = `.async-workbook { ${tokens} color-scheme: light; color: var(--ink); } .async-workbook.dark { color-scheme: dark; }\n${styles[name] ?? ''}`;
  place.append(style, cleanComponent(renders[name]!(data)));
  starts[name]?.(style.nextElementSibling!, data);
}

export const activate: ActivationFunction = () => {
  const drawn = new Map<string, { place: HTMLElement; colour(): void }>();
  new MutationObserver(() => drawn.forEach(({ colour }) => colour())).observe(document.body, { attributes: true, attributeFilter: ['class'] });
  const end = (id: string): void => {
    Plotly.purge(drawn.get(id)?.place ?? document.createElement('div'));
    drawn.delete(id);
  };
  return {
    renderOutputItem(item, element) {
      end(item.id);
      const place = document.createElement('div');
      element.replaceChildren(place);
      const name = /^application\/vnd\.async-workbook\.(.+)\+json$/.exec(item.mime)?.[1];
      const colour = (): void => {
        const isLight = ['vscode-light', 'vscode-high-contrast-light'].some((each) => document.body.classList.contains(each));
        place.className = isLight ? 'async-workbook' : 'async-workbook dark';
        if (name === undefined) {
          chart(item, place);
        }
      };
      colour();
      drawn.set(item.id, { place, colour });
      if (name !== undefined) {
        component(name, item, place);
      }
    },
    disposeOutputItem: (id) => (id === undefined ? [...drawn.keys()] : [id]).forEach(end),
  };
};
