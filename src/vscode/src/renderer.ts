/** Charts in the outputs of notebooks, drawn by the Plotly that pages use, in the editor's colours. */
import type { ActivationFunction } from 'vscode-notebook-renderer';
import Plotly from 'plotly.js-cartesian-dist-min';

interface Figure {
  data?: unknown[];
  layout?: Record<string, unknown>;
  config?: Record<string, unknown>;
}

function colours(): Record<string, unknown> {
  const style = getComputedStyle(document.body);
  const text = style.getPropertyValue('--vscode-editor-foreground') || style.color;
  const lines = style.getPropertyValue('--vscode-editorWidget-border') || 'rgba(128, 128, 128, 0.35)';
  const axis = { gridcolor: 'rgba(128, 128, 128, 0.25)', zerolinecolor: 'rgba(128, 128, 128, 0.5)', linecolor: lines };
  return { paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', font: { color: text }, xaxis: axis, yaxis: axis };
}

/** The layout over the colours, a level deep: what the figure says stays. */
function layered(layout: Record<string, unknown>): Record<string, unknown> {
  const all: Record<string, unknown> = colours();
  for (const [name, value] of Object.entries(layout)) {
    const below = all[name];
    const both = typeof below === 'object' && typeof value === 'object' && value !== null && !Array.isArray(value);
    all[name] = both ? { ...below, ...value } : value;
  }
  return { ...all, autosize: true };
}

export const activate: ActivationFunction = () => {
  const drawn = new Map<string, { host: HTMLElement; draw: () => Promise<unknown> }>();
  const theme = new MutationObserver(() => drawn.forEach((each) => void each.draw()));
  theme.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-kind'] });
  return {
    async renderOutputItem(item, element) {
      const figure = item.json() as Figure;
      let host = element.querySelector<HTMLElement>('.async-workbook-chart');
      if (host === null) {
        host = document.createElement('div');
        host.className = 'async-workbook-chart';
        element.replaceChildren(host);
      }
      const place = host;
      const draw = (): Promise<unknown> => Plotly.react(
        place, figure.data ?? [], layered(figure.layout ?? {}), { responsive: true, displayModeBar: false, ...figure.config },
      );
      drawn.set(item.id, { host, draw });
      await draw();
    },
    disposeOutputItem(id) {
      for (const [key, each] of [...drawn].filter(([key]) => id === undefined || key === id)) {
        Plotly.purge(each.host);
        drawn.delete(key);
      }
    },
  };
};
