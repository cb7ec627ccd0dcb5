/**
 * A worker that is a page's: node bridge.mjs LANGUAGE HOME LIVE PLAYWRIGHT BROWSER BOOK. Opens a page in the browser at that
 * address, over http or from disk (HOME is http or file), starts the language's Web Worker in it, and carries the protocol
 * between the page and the host that has started this program. The files of the workers are in the folder LIVE; BOOK is
 * a JSON object: where cells find a file, and where it is here.
 */
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [language, home, live, playwright, browserAddress, book = '{}'] = process.argv.slice(2);
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const policy = (connect) => `default-src 'none'; script-src 'self' file: blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src ${connect}`;
const pageOf = (script, connect) => `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(connect)}"><title>Live</title><script src="${script}"></script>`;

const endpoint = process.env.WORKBOOK_ENDPOINT;
const { default: { chromium } } = await import(pathToFileURL(`${playwright}/index.js`));
const events = connect('events');
const commands = connect('commands');
const markers = new Map(); // id of an execution -> its marker
let cleanUp = () => {};

const browser = await chromium.connect(browserAddress);
const page = await browser.newPage();
const { address, folder } = home === 'file' ? onDisk() : await overHttp();
const problems = [];
page.on('console', (message) => problems.push(message.text()));
page.on('pageerror', (error) => problems.push(`${error}`));
await page.exposeBinding('workbookEvent', (_, line) => forward(line));
await page.goto(address);
await page.evaluate(async ([of, at]) => {
  const { LiveWorker } = globalThis.asyncWorkbookLive;
  const live = await LiveWorker.start(of, at, (event) => globalThis.workbookEvent(JSON.stringify(event)));
  Object.assign(globalThis, { live });
}, [language, folder]);
for (const [path, file] of Object.entries(JSON.parse(book))) {
  await send({ type: 'file', id: 'book', path, content: readFileSync(file, 'base64') });
}
readLines(commands, (line) => {
  const { type, id, marker } = JSON.parse(line);
  if (type === 'shutdown') {
    end(0);
  } else {
    markers.set(id, marker);
    send(JSON.parse(line));
  }
});

function send(command) {
  return page.evaluate((each) => globalThis.live.send(each), command);
}

function forward(line) {
  const event = JSON.parse(line);
  if (event.parent === 'book') {
    return; // a file has arrived
  }
  if (event.type === 'ended') {
    process.stderr.write([event.message, ...problems, ''].join('\n'));
    end(1);
    return;
  }
  if (event.type === 'done') {
    const marker = markers.get(event.parent); // a page has no streams besides the protocol's
    process.stdout.write(marker);
    process.stderr.write(marker);
  }
  events.write(`${line}\n`);
}

function connect(channel) {
  const socket = createConnection(endpoint);
  socket.write(`{"type":"hello","channel":"${channel}"}\n`);
  socket.on('error', () => end(1)).on('close', () => end(1));
  return socket;
}

function readLines(socket, onLine) {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.forEach(onLine);
  });
}

function onDisk() {
  const own = mkdtempSync(join(tmpdir(), 'workbook-live-'));
  cleanUp = () => rmSync(own, { recursive: true, force: true });
  const files = pathToFileURL(join(live, '/')).href;
  writeFileSync(join(own, 'page.html'), pageOf(`${files}live.js`, "'none'"));
  return { address: pathToFileURL(join(own, 'page.html')).href, folder: files };
}

async function overHttp() {
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
  const origin = `http://127.0.0.1:${server.address().port}/`;
  return { address: `${origin}page.html`, folder: origin };
}

async function end(code) {
  cleanUp();
  process.exitCode = code;
  setTimeout(() => process.exit(code), 1000).unref();
  await browser?.close();
  process.exit(code);
}
