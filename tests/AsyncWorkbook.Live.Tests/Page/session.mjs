/**
 * Runs a notebook in a page: node session.mjs LIVE PLAYWRIGHT BROWSER, with a line of JSON as its input: `notebook`, its path in the book;
 * `files`, the paths of the book's files in the page and where they are here; `cells` as `PageSession.execute` takes them. Its output is a
 * line with the status of each cell as it ends, and then one with what they have all shown.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { siteOf } from './site.mjs';

const [live, playwright, browserAddress] = process.argv.slice(2);
const { notebook, files, cells } = JSON.parse(readFileSync(0, 'utf8'));
const { default: { chromium } } = await import(pathToFileURL(`${playwright}/index.js`));
const browser = await chromium.connect(browserAddress);
const page = await browser.newPage();
const { address, folder, close } = await siteOf('http', live);
const contents = Object.fromEntries(Object.entries(files).map(([path, file]) => [path, { base64: readFileSync(file, 'base64') }]));

page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`));
await page.goto(address);
await page.evaluate(([of, all, at]) => {
  const { LiveWorker, PageSession } = globalThis.asyncWorkbookLive;
  const session = new PageSession({
    start: (language, onEvent) => LiveWorker.start(language, at, onEvent), notebook: of, files: all,
  });
  const shown = []; // what each shows, also late
  const displays = new Map();
  globalThis.run = async (cell) => {
    const outputs = [];
    let isToClear = false;
    shown.push(outputs);
    const { status } = await session.execute(cell, {
      output(output) {
        if (isToClear) {
          outputs.length = 0;
          isToClear = false;
        }
        outputs.push(output);
        const id = output.transient?.display_id;
        if (id) {
          displays.set(id, [...displays.get(id) ?? [], output]);
        }
      },
      update: (id, data, metadata) => displays.get(id)?.forEach((output) => Object.assign(output, { data, metadata })),
      clear(wait) {
        isToClear = wait;
        outputs.length = wait ? outputs.length : 0;
      },
    });
    return status;
  };
  globalThis.shown = shown;
}, [notebook, contents, folder]);

for (const cell of cells) {
  process.stdout.write(`${await page.evaluate((each) => globalThis.run(each), cell)}\n`);
}
process.stdout.write(`${JSON.stringify(await page.evaluate(() => globalThis.shown))}\n`);
close();
await browser.close();
