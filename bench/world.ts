import { openBrowser } from '../tests/browser/chromium.ts';

// How many simulated worlds a second a reader's browser runs, at several speeds of its processor, while the page stays
// quick: node bench/world.ts http://localhost:3000. Also a second of the page's own processor time, for a busy machine.

const [url = 'http://localhost:3000'] = process.argv.slice(2);
const SLOWER = [1, 4, 6];
const SECONDS = 6;

const browser = await openBrowser();
for (const rate of SLOWER) {
  const page = await browser.newPage({ locale: 'en-GB' });
  await page.goto(`${url}/learn/world?seed=0`);
  await page.locator('.world-drawing').waitFor();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  const progress = page.locator('.world progress');
  const read = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const spent = metrics.find(({ name }) => name === 'ProcessTime')?.value ?? Number.NaN;
    return { tried: Number(await progress.getAttribute('value')), wall: performance.now() / 1_000, spent };
  };
  await page.getByRole('button', { name: 'Try 20,000 seeds' }).click();
  await progress.waitFor();
  // What the first worlds cost is compiling.
  await page.waitForTimeout(1_000);
  const before = await read();
  await page.waitForTimeout(SECONDS * 1_000);
  const after = await read();
  const by = (what: 'wall' | 'spent') =>
    Math.round((after.tried - before.tried) / (after[what] - before[what]));
  process.stdout.write(
    `processor ${rate} times slower: ${by('wall')} worlds a second, ${by('spent')} a second of its time\n`,
  );
  await page.close();
}
await browser.close();
