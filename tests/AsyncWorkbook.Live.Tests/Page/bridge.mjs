/**
 * A worker that is a page's: node bridge.mjs LANGUAGE HOME LIVE PLAYWRIGHT BROWSER BOOK. Opens a page in the browser at that
 * address, over http or from disk (HOME is http or file), starts the language's Web Worker in it, and carries the protocol
 * between the page and the host that has started this program. The files of the workers are in the folder LIVE; BOOK is
 * a JSON object: where cells find a file, and where it is here.
 */
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { siteOf } from './site.mjs';

const [language, home, live, playwright, browserAddress, book = '{}'] = process.argv.slice(2);
const endpoint = process.env.WORKBOOK_ENDPOINT;
const { default: { chromium } } = await import(pathToFileURL(`${playwright}/index.js`));
const events = connect('events');
const commands = connect('commands');
const markers = new Map(); // id of an execution -> its marker

const browser = await chromium.connect(browserAddress);
const page = await browser.newPage();
const { address, folder, close } = await siteOf(home, live);
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

async function end(code) {
  close();
  process.exitCode = code;
  setTimeout(() => process.exit(code), 1000).unref();
  await browser?.close();
  process.exit(code);
}
