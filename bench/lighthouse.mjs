#!/usr/bin/env node
// Lighthouse's marks for pages of an export, as a phone would see them: served from this machine, compressed as hosts do.
//
//     bench/lighthouse.mjs [SITE] [PAGE...]     artifacts/site and chapters 01, 06, 11 if nothing is named; ends with 1 below 95/100/100
//
// npm brings Lighthouse into its own cache; nothing of the repository needs it.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium, exported } from './browser.mjs';

const categories = { performance: 95, accessibility: 100, 'best-practices': 100 };
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2' };
const [folder, ...named] = process.argv.slice(2);
const site = exported(folder);
const pages = named.length > 0 ? named : ['01-chess-simul.html', '06-tasks.html', '11-common-mistakes.html'];

const server = createServer((request, response) => {
  const file = path.join(site, path.normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
  try {
    const body = readFileSync(file);
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream', 'content-encoding': 'gzip', 'cache-control': 'max-age=3600' });
    response.end(gzipSync(body));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

let isBelow = false;
console.log(`| page | ${Object.keys(categories).join(' | ')} | LCP |\n|---|---|---|---|---|`);
for (const page of pages) {
  const { stdout } = await promisify(execFile)('npx', [
    '--yes', 'lighthouse@13.5.0', `http://127.0.0.1:${server.address().port}/${page}`, '--quiet', '--output=json',
    `--only-categories=${Object.keys(categories).join(',')}`, '--chrome-flags=--headless=new --no-sandbox',
  ], { env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 1 << 28 });
  const report = JSON.parse(stdout);
  const marks = Object.keys(categories).map((name) => Math.round(report.categories[name].score * 100));
  isBelow ||= Object.values(categories).some((least, index) => marks[index] < least);
  console.log(`| ${page} | ${marks.join(' | ')} | ${report.audits['largest-contentful-paint'].displayValue} |`);
  for (const audit of Object.values(report.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')) {
    console.error(`${page}: ${audit.id}: ${audit.title} ${audit.displayValue ?? ''}`);
  }
}
server.close();
process.exitCode = isBelow ? 1 : 0;
