#!/usr/bin/env node
// Measures every page of an export at 1280 x 800: how tall it is, what it weighs, and how far down its first output stands.
//
//     bench/pages.mjs [SITE] [BEFORE]     SITE is artifacts/site if it is not named; BEFORE is another export to compare with
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { exported, launch } from './browser.mjs';

const [site, before] = process.argv.slice(2, 4);

async function measure(browser, folder) {
  const found = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.html')).sort()) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    await page.goto(pathToFileURL(path.join(folder, file)).href);
    await page.evaluate(() => document.fonts.ready);
    const seen = await page.evaluate(() => {
      const first = [...document.querySelectorAll('main .outputs, main .component, main .chart')].find((output) => output.checkVisibility());
      return {
        height: document.documentElement.scrollHeight,
        nodes: document.querySelectorAll('*').length,
        output: first ? Math.round(first.getBoundingClientRect().top + scrollY) : null,
      };
    });
    found.set(file.replace('.html', ''), { ...seen, bytes: statSync(path.join(folder, file)).size });
    await page.close();
  }
  return found;
}

const columns = [
  ['height (px)', 'height'], ['screens', 'height', (value) => (value / 800).toFixed(1)], ['HTML (KB)', 'bytes', (value) => Math.round(value / 1000)],
  ['nodes', 'nodes'], ['first output (px)', 'output'],
];
const browser = await launch();
const now = await measure(browser, exported(site));
const then = before ? await measure(browser, exported(before)) : null;
await browser.close();

console.log(`| page | ${columns.map(([title]) => title).join(' | ')} |`);
console.log(`|---|${columns.map(() => '---').join('|')}|`);
for (const [name, measured] of now) {
  const cells = columns.map(([, key, show = (value) => value ?? '']) => {
    const old = then?.get(name);
    return old ? `${show(old[key])} → ${show(measured[key])}` : show(measured[key]);
  });
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
