/** An empty page with the scripts of live pages, under the policy that exported pages have: over http, or from disk. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const policy = (connect) => `default-src 'none'; script-src 'self' file: blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src ${connect}`;
const pageOf = (script, connect) => `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(connect)}"><title>Live</title><script src="${script}"></script>`;

/**
 * @param {'http' | 'file'} home
 * @param {string} live the folder with the files of the workers
 * @returns {Promise<{address: string, folder: string, close: () => void}>} the page's address, and that of the folder
 */
export function siteOf(home, live) {
  return home === 'file' ? onDisk(live) : overHttp(live);
}

async function onDisk(live) {
  const own = mkdtempSync(join(tmpdir(), 'workbook-live-'));
  const folder = pathToFileURL(join(live, '/')).href;
  writeFileSync(join(own, 'page.html'), pageOf(`${folder}live.js`, "'none'"));
  return { address: pathToFileURL(join(own, 'page.html')).href, folder, close: () => rmSync(own, { recursive: true, force: true }) };
}

async function overHttp(live) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://x').pathname);
    if (path === '/page.html') {
      response.setHeader('content-type', 'text/html');
      response.end(pageOf('live.js', "'self'"));
      return;
    }
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    createReadStream(join(live, path)).on('error', () => {
      response.statusCode = 404;
      response.end();
    }).pipe(response);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const folder = `http://127.0.0.1:${server.address().port}/`;
  return { address: `${folder}page.html`, folder, close: () => server.close() };
}
