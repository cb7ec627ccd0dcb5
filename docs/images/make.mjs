#!/usr/bin/env node
// Takes the README's pictures from an export: what a reader sees, at twice the pixels.
//
//     docs/images/make.mjs [SITE]     artifacts/site if it is not named
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { exported, launch } from '../../bench/browser.mjs';

const site = exported(process.argv[2]);
const pictures = [
  { name: 'player', page: '01-chess-simul.html', width: 1280, height: 860, scheme: 'light', at: '.player' },
  { name: 'side-by-side', page: '03-threads-and-their-limits.html', width: 1280, height: 800, scheme: 'light', at: '.marks' },
  { name: 'verdict', page: '06-tasks.html', width: 1280, height: 800, scheme: 'dark', at: '[data-component="verdict"]' },
];

// A reader's page does not wait for a font that comes late; a picture does.
const assets = path.join(site, 'assets');
const faces = readFileSync(path.join(assets, 'workbook.css'), 'utf8').match(/@font-face\s*\{[^}]*\}/g).join('\n')
  .replace(/font-display:\s*\w+/g, 'font-display: block')
  .replace(/url\("?([^")]+\.woff2)"?\)/g, (_, name) => `url("data:font/woff2;base64,${readFileSync(path.join(assets, name), 'base64')}")`);

const browser = await launch();
for (const { name, page: file, width, height, scheme, at } of pictures) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce', deviceScaleFactor: 1.5 });
  await page.goto(pathToFileURL(path.join(site, file)).href);
  await page.addStyleTag({ content: faces });
  await page.evaluate(() => document.fonts.ready);
  if (at) {
    await page.locator(at).first().evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 90));
  }
  await page.screenshot({ path: path.join(import.meta.dirname, `${name}.png`) });
  await page.close();
}
await browser.close();
