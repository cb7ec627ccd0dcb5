/**
 * What live cells weigh and take: node bench/live.mjs [SITE]. Serves an exported site with the server of `workbook serve`, opens chapter 01 in
 * Chromium, and prints what goes over the wire for each language, how long its first result takes with an empty and with a full cache, a
 * trivial cell when all is warm, and a move of the slider "boards" until JavaScript and until all three languages have drawn what is in sight.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { exported, launch } from './browser.mjs';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const site = exported(process.argv[2]);
const program = join(top, 'artifacts', 'workbook');
const first = { javascript: 'one-after-another-javascript', python: 'one-after-another-python', csharp: 'settings-csharp' };
const trivial = { javascript: '#!javascript\n\nreturn 1 + 1', python: '#!python\n\n1 + 1', csharp: '1 + 1' };
const later = ['inspect.js', 'parser.js']; // of JavaScript, for cells that take them
const runs = 3;

const manifest = JSON.parse(readFileSync(join(program, 'live', 'manifest.json'), 'utf8'));
const weight = (files) => Object.entries(files).reduce((sum, [name, { packed }]) => sum + (later.includes(name) ? 0 : packed), 0);
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
console.log('| | brotli |\n|---|---|');
Object.entries(manifest.languages).forEach(([language, files]) => console.log(`| ${language} | ${kilobytes(weight(files))} |`));
later.forEach((name) => console.log(`| javascript, later: ${name} | ${kilobytes(manifest.languages.javascript[name].packed)} |`));
Object.entries(manifest.scripts).forEach(([name, file]) => console.log(`| ${name} | ${kilobytes(file.packed)} |`));

const server = spawn('dotnet', [join(program, 'site-server', 'site-server.dll'), site, '0'], { stdio: ['pipe', 'pipe', 'inherit'] });
const address = await new Promise((resolve) => { createInterface(server.stdout).once('line', resolve); });
const browser = await launch();

/** Milliseconds from a press of Run until the cell says that it has run. */
function press(page, id) {
  return page.evaluate((cell) => new Promise((resolve, reject) => {
    const place = document.getElementById(`cell-${cell}`);
    for (let fold = place; fold; fold = fold.parentElement?.closest('details')) {
      fold.open = true;
    }
    const since = performance.now();
    const observer = new MutationObserver(() => {
      if (place.dataset.live === 'ran') {
        observer.disconnect();
        resolve(performance.now() - since);
      } else if (place.dataset.live === 'failed') {
        reject(new Error(`${cell}: ${place.textContent}`));
      }
    });
    observer.observe(place, { attributes: true, attributeFilter: ['data-live'] });
    place.querySelector('.live-run').click();
  }), id);
}

/** Milliseconds from a move of a slider until each of some cells has run. */
function drag(page, name, value, ids) {
  return page.evaluate(([slider, to, cells]) => new Promise((resolve) => {
    const input = document.querySelector(`input[type=range][aria-label^="${slider}"]`);
    const since = performance.now();
    const times = {};
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const id = target.id.slice('cell-'.length);
        if (target.dataset.live === 'ran' && cells.includes(id)) {
          times[id] = performance.now() - since;
        }
      }
      if (cells.every((cell) => cell in times)) {
        observer.disconnect();
        resolve(times);
      }
    });
    observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-live'] });
    input.value = to;
    input.dispatchEvent(new Event('input'));
  }), [name, value, ids]);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const milliseconds = (value) => `${Math.round(value)} ms`;
/** @param {Record<string, string>} [cells] texts that the reader has given them before */
const open = async (context, cells = {}) => {
  await context.addInitScript((edits) => localStorage.setItem(`workbook-edits ${location.pathname}`, edits), JSON.stringify({ cells }));
  const page = await context.newPage();
  await page.goto(`${address}/01-chess-simul.html`);
  return page;
};

console.log('\n| | empty cache | full cache | a trivial cell, warm |\n|---|---|---|---|');
for (const [language, id] of Object.entries(first)) {
  const [cold, warm, again] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext();
    let page = await open(context);
    cold.push(await press(page, id));
    await page.close();
    page = await open(context);
    warm.push(await press(page, id));
    await page.close();
    page = await open(context, { [`cell-${id}`]: trivial[language] });
    await press(page, id);
    again.push(await press(page, id));
    await context.close();
  }
  console.log(`| ${language} | ${milliseconds(median(cold))} | ${milliseconds(median(warm))} | ${milliseconds(median(again))} |`);
}

const context = await browser.newContext();
const page = await open(context);
await press(page, 'rounds-javascript');
const alone = [];
for (const value of [6, 7, 8]) {
  alone.push((await drag(page, 'boards', value, ['rounds-javascript']))['rounds-javascript']);
}
await press(page, 'verdict-csharp');
const all = [];
for (const value of [9, 10, 11]) {
  const times = await drag(page, 'boards', value, ['rounds-javascript', 'recording-csharp', 'rounds-python', 'rounds-csharp', 'verdict-csharp']);
  all.push([times['rounds-javascript'], times['recording-csharp'], Math.max(...Object.values(times))]);
}
console.log('\n| a move of "boards" in chapter 01 | until drawn |\n|---|---|');
console.log(`| JavaScript, alone loaded | ${milliseconds(median(alone))} |`);
console.log(`| JavaScript, all three loaded | ${milliseconds(median(all.map(([javascript]) => javascript)))} |`);
console.log(`| the player below the sliders, with the runs of all three | ${milliseconds(median(all.map(([, player]) => player)))} |`);
console.log(`| all three and the verdict | ${milliseconds(median(all.map(([, , last]) => last)))} |`);

await browser.close();
server.stdin.end();
