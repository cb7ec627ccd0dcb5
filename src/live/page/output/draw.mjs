/** The outputs of a live cell as the exporter draws recorded ones (OutputRenderer.cs, BundleRenderer.cs). */
import { toBase64 } from '../base64.mjs';
import { clean, cleanComponent } from './clean.mjs';
import { element } from './elements.mjs';
import { plain, Terminal } from './terminal.mjs';

const component = /^application\/vnd\.async-workbook\.([\w-]+)\+json$/;
const plotly = 'application/vnd.plotly.v1+json';
const images = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const shortJson = 72;

/**
 * @param {object} output in nbformat's shape
 * @param {{isExpected: boolean, load: (name: string) => Promise<void>, style: (name: string) => void, filesOf: (component: string) => string[]}} page
 * whether an error is expected, what loads a script or a style sheet of the page, and which a component has
 * @returns {Promise<Node[]>}
 */
export async function draw(output, page) {
  switch (output.output_type) {
    case 'stream':
      return [stream(output).place];
    case 'error':
      return [error(output, page.isExpected)];
    default:
      return bundle(output.data, output.metadata ?? {}, page);
  }
}

/** Begins what moves, once it is in the page. @param {Element} place */
export async function begin(place, { load }) {
  for (const drawn of place.querySelectorAll('[data-component]:not([data-begun])')) {
    drawn.dataset.begun = '';
    globalThis.workbookPage.starts[drawn.dataset.component]?.(drawn.firstElementChild, drawn.data);
  }
  for (const plot of place.querySelectorAll('.plot:not([data-drawn])')) {
    await load('charts.js');
    await globalThis.workbookCharts.draw(plot);
  }
}

/**
 * What is printed, and where more can be.
 * @param {{name: string, text: string | string[]}} output
 * @returns {{place: Element, terminal: Terminal}}
 */
export function stream({ name, text }) {
  const isError = name === 'stderr';
  const attributes = isError ? { 'aria-label': 'Printed to standard error', role: 'group' } : {};
  const place = element('pre', { className: `stream${isError ? ' stderr' : ''} scroll`, ...attributes });
  const terminal = new Terminal(place);
  terminal.print(joined(text));
  return { place, terminal };
}

function error({ ename, evalue, traceback = [] }, isExpected) {
  const [name, value] = [plain(ename), plain(evalue).trim()];
  const summary = value === '' ? name : `${name}: ${value}`;
  const lines = plain(traceback.join('\n')).split('\n').map((line) => line.trimEnd());
  const at = lines.findIndex((line) => line.trim() === summary);
  if (at >= 0) {
    lines.splice(at, 1);
  }
  const trace = lines.join('\n').trim();
  const box = element('div', { className: isExpected ? 'error expected' : 'error' }, element('p', { className: 'what' }, summary));
  if (trace) {
    box.append(element('pre', { className: 'traceback scroll' }, trace));
  }
  return box;
}

async function bundle(data, metadata, page) {
  for (const [type, value] of Object.entries(data)) {
    const name = component.exec(type)?.[1];
    const drawn = name && await drawComponent(name, value, page);
    if (drawn) {
      return [drawn];
    }
  }
  if (data[plotly]) {
    return [chart(data[plotly], data['text/html'])];
  }
  if (data['text/html']) {
    return [element('div', { className: 'rich scroll' }, clean(joined(data['text/html'])))];
  }
  const image = images.find((type) => data[type]);
  if (image) {
    return [picture(image, data, metadata)];
  }
  if ('application/json' in data) {
    const line = JSON.stringify(data['application/json']);
    return [element('pre', { className: 'value scroll' }, line.length <= shortJson ? line : JSON.stringify(data['application/json'], null, 2))];
  }
  const text = data['text/markdown'] ?? data['text/plain'] ?? data['text/latex'] ?? '';
  return text === '' ? [] : [element('pre', { className: 'value scroll' }, plain(joined(text)).replace(/\n+$/, ''))];
}

/** Null if the component refuses the value, as at export. */
async function drawComponent(name, value, page) {
  await page.load('renders');
  const render = globalThis.workbookPage.renders[name];
  if (!render) {
    return null;
  }
  try {
    const data = JSON.parse(JSON.stringify(value));
    await Promise.all(page.filesOf(name).map((file) => (file.endsWith('.css') ? page.style(file) : page.load(file)))); // before it is in the page: its script begins what it finds there
    const drawn = element('div', { className: 'component', 'data-component': name }, cleanComponent(render(data)));
    drawn.data = data;
    return drawn;
  } catch {
    return null;
  }
}

/** As PlotlyChart.cs. */
function chart(figure, html) {
  const holder = element('div', {}, clean(html === undefined || /<script/i.test(joined(html)) ? '' : joined(html)));
  const own = holder.querySelector('figure') ?? element('figure', {}, ...holder.childNodes);
  own.classList.add('chart');
  const place = own.querySelector('.aw-plot') ?? element('div');
  if (!place.parentNode) {
    own.prepend(place);
  }
  const { height, title } = figure.layout ?? {};
  const name = typeof title === 'string' ? title : title?.text;
  place.classList.add('plot');
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', name ? `Chart: ${name.replaceAll('<br>', ' ')}` : 'Chart');
  place.style.setProperty('--height', `${height > 0 && height < 10000 ? Math.trunc(height) : 380}px`);
  const layout = { ...figure.layout };
  delete layout.images;
  place.after(element('script', { type: 'application/json' }, JSON.stringify({ data: figure.data, layout }, withoutStyles)));
  own.querySelectorAll('details').forEach((details) => details.removeAttribute('open'));
  own.querySelectorAll('table').forEach((table) => {
    const box = element('div', { className: 'table scroll' });
    table.replaceWith(box);
    box.append(table);
  });
  return own;
}

/** Plotly's texts may be styled, and a style can ask for a picture. */
function withoutStyles(key, value) {
  return typeof value === 'string' && /<[^>]*style/i.test(value) ? value.replace(/\sstyle\s*=\s*("[^"]*"?|'[^']*'?|[^\s>]*)/gi, '') : value;
}

function picture(type, data, metadata) {
  const content = joined(data[type]);
  const base64 = type === 'image/svg+xml' ? toBase64(new TextEncoder().encode(content)) : content.replace(/\s/g, '');
  const about = metadata[type] ?? metadata;
  const image = element('img', { src: `data:${type};base64,${base64}`, alt: about.alt ?? joined(data['text/plain'] ?? '') });
  ['width', 'height'].filter((side) => Number.isFinite(about[side])).forEach((side) => {
    image[side] = Math.trunc(about[side]);
  });
  return element('p', { className: 'picture scroll' }, image);
}

/** nbformat keeps texts as lines, too. */
export function joined(text) {
  return Array.isArray(text) ? text.join('') : `${text}`;
}
