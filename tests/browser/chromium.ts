import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type Browser, chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let shared: Promise<Browser> | undefined;

/**
 * The browser of all files that run in this process, closed when the last of them has ended; where none is packed,
 * the machine's Chrome. With `more` arguments it is one of the caller's own.
 */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  if (more.length > 0) return launch(more);
  shared ??= launch(more);
  return shared;
}

async function launch(more: readonly string[]): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const browser = await chromium.launch({ channel: 'chrome', args: [...more] });
    after(() => browser.close());
    return browser;
  }
  // The package takes whatever browser lies in the temporary folder: this process gives it one that is empty.
  const scratch = join(tmpdir(), `chromium-${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  process.env['TMPDIR'] = scratch;
  // Its own configuration looks for its fonts in /tmp only, and without any font it aborts.
  const fonts = `<fontconfig><dir>${scratch}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${scratch}/cache</cachedir></fontconfig>`;
  writeFileSync(join(scratch, 'fonts.conf'), fonts);
  process.env['FONTCONFIG_PATH'] = scratch;
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'; // it brings its own system libraries then
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  const browser = await chromium.launch({ executablePath, args: [...ARGS, ...more] });
  after(async () => {
    await browser.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  });
  return browser;
}
