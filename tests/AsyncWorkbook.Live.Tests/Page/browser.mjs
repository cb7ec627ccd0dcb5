/** Starts Chromium for all workers of a test run: node browser.mjs PLAYWRIGHT. Prints where it is, and ends with its input. */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const { default: { chromium } } = await import(pathToFileURL(`${process.argv[2]}/index.js`));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
const server = await chromium.launchServer({ executablePath, args: ['--no-sandbox'] });
process.stdout.write(`${server.wsEndpoint()}\n`);
process.stdin.resume().on('end', async () => {
  await server.close();
  process.exit(0);
});
