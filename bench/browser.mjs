// What bench/pages.mjs and docs/images/make.mjs share: the Chromium that the browser tests drive, and the pages of an export.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export const top = path.resolve(import.meta.dirname, '..');
export const chromium = process.env.WORKBOOK_CHROMIUM ?? '/usr/bin/chromium';

/** Starts Chromium; the driver comes with the built browser tests. */
export async function launch() {
  const driver = path.join(top, 'tests/AsyncWorkbook.Browser.Tests/bin/Release/net10.0/.playwright/package');
  if (!existsSync(driver)) {
    throw new Error('Build the browser tests first: dotnet build tests/AsyncWorkbook.Browser.Tests -c Release');
  }
  return createRequire(import.meta.url)(driver).chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] });
}

/** The folder of an export; says how to make one where there is none. */
export function exported(folder = path.join(top, 'artifacts/site')) {
  if (!existsSync(path.join(folder, 'index.html'))) {
    throw new Error(`${folder} has no index.html: ./workbook export --out ${folder}`);
  }
  return path.resolve(folder);
}
