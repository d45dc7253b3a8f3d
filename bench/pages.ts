import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import lighthouse from 'lighthouse';
import { freePort } from '../cli/src/port.ts';
import { openBrowser } from '../tests/browser/chromium.ts';

// npm run bench:pages [-- ROUNDS]: Lighthouse (a phone, throttled) on the pages that are seen most, in a shop of its
// own with demo data. Prints the median of the rounds; exit code 1 when one of them misses its aim.
const ROUNDS = Number(process.argv[2] ?? 5);
const SCORES = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
const LCP = 2500; // ms
const CLS = 0.02;

interface Reading {
  scores: Record<keyof typeof SCORES, number>;
  lcp: number;
  cls: number;
  bytes: number;
}

const shop = await openShop();
const port = await freePort();
const browser = await openBrowser([`--remote-debugging-port=${port}`]);
let met = true;
try {
  for (const page of await pages()) {
    const readings: Reading[] = [];
    for (let round = 0; round < ROUNDS; round += 1) readings.push(await look(page));
    met = told(page.name, readings) && met;
  }
} finally {
  await browser.close();
  await shop.close();
}
process.exit(met ? 0 : 1);

interface Page {
  name: string;
  path: string;
  headers?: Record<string, string>;
  /** A page of one visitor's own is not for search engines. */
  own?: boolean;
}

async function pages(): Promise<Page[]> {
  const answer = await fetch(`${shop.url}/api/products?search=teapot&limit=2`);
  const { items } = (await answer.json()) as {
    items: { id: string; slug: string; price: { amount: number } }[];
  };
  const lines = items.map(({ id, price }) => `${id}.1.${price.amount}`);
  return [
    { name: 'home', path: '/' },
    { name: 'category', path: '/c/tea' },
    { name: 'product', path: `/p/${items[0]!.slug}` },
    {
      name: 'cart',
      path: '/cart',
      headers: { cookie: `sagashop_cart=${['guest', ...lines].join('~')}` },
      own: true,
    },
  ];
}

async function look({ path, headers, own }: Page): Promise<Reading> {
  const skipAudits = own ? ['is-crawlable'] : [];
  const result = await lighthouse(shop.url + path, {
    port,
    logLevel: 'error',
    ...(headers && { extraHeaders: headers }),
    skipAudits,
  });
  if (!result) throw new Error(`Lighthouse has no result for ${path}.`);
  const { audits, categories } = result.lhr;
  const score = (name: keyof typeof SCORES) => Math.round((categories[name]?.score ?? 0) * 100);
  const number = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  for (const { id, score: got, title } of Object.values(audits)) {
    const accessible = categories['performance']?.auditRefs.every((ref) => ref.id !== id);
    if (accessible && got !== null && got < 1) console.log(`  ${path}: ${title}`);
  }
  const names = Object.keys(SCORES) as (keyof typeof SCORES)[];
  return {
    scores: Object.fromEntries(names.map((name) => [name, score(name)])) as Reading['scores'],
    lcp: number('largest-contentful-paint'),
    cls: number('cumulative-layout-shift'),
    bytes: number('total-byte-weight'),
  };
}

/** Prints a page's medians, and says whether they are what they should be. */
function told(name: string, readings: Reading[]): boolean {
  const median = (of: (reading: Reading) => number) =>
    readings.map(of).sort((a, b) => a - b)[Math.floor(readings.length / 2)]!;
  const names = Object.keys(SCORES) as (keyof typeof SCORES)[];
  const scores = names.map((one) => [one, median(({ scores }) => scores[one])] as const);
  const [lcp, cls, bytes] = [median((one) => one.lcp), median((one) => one.cls), median((one) => one.bytes)];
  const met = scores.every(([one, value]) => value >= SCORES[one]) && lcp < LCP && cls < CLS;
  const shown = scores.map(([one, value]) => `${one} ${value}`).join(', ');
  const sizes = `LCP ${(lcp / 1000).toFixed(2)} s, CLS ${cls.toFixed(3)}, ${Math.round(bytes / 1024)} KB`;
  console.log(`${met ? 'PASS' : 'FAIL'}  ${name.padEnd(8)}  ${shown}, ${sizes}`);
  return met;
}

/** A shop on a free port with data of its own, gone afterwards. */
async function openShop() {
  const directory = mkdtempSync(join(tmpdir(), 'bench-pages-'));
  const at = await freePort();
  const main = join(import.meta.dirname, '../cli/src/main.ts');
  const own = { PORT: String(at), SAGASHOP_DATA: join(directory, 'data'), SAGASHOP_RATE_LIMITS: 'off' };
  const env = { ...process.env, ...own };
  const child = spawn(process.execPath, [main, 'up'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://localhost:${at}`;
  const ready = () =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error('The shop did not start; are the pages built?');
    await pause(200);
  }
  const close = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(directory, { recursive: true, force: true });
  };
  return { url, close };
}
