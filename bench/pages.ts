import lighthouse from 'lighthouse';
import { freePort } from '../cli/src/port.ts';
import { openBrowser } from '../tests/browser/chromium.ts';
import { interactions } from './interactions.ts';
import { openPageShop } from './page-shop.ts';

// npm run bench:pages [-- ROUNDS]: Lighthouse (a phone, throttled) on the pages that are seen most, in a shop of its
// own with demo data, then how long what is pressed there waits for its frame. Prints the median of the rounds; exit code 1
// when one of them misses its aim.
const ROUNDS = Number(process.argv[2] ?? 5);
const SCORES = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
const LCP = 2500; // ms
const CLS = 0.02;
const INP = 100; // ms
const GALLERY = '/p/glass-teapot-with-an-infuser';

interface Reading {
  scores: Record<keyof typeof SCORES, number>;
  lcp: number;
  cls: number;
  bytes: number;
}

const shop = await openPageShop();
const port = await freePort();
const browser = await openBrowser([`--remote-debugging-port=${port}`]);
let met = true;
try {
  for (const page of await pages()) {
    const readings: Reading[] = [];
    for (let round = 0; round < ROUNDS; round += 1) readings.push(await look(page));
    met = told(page.name, readings) && met;
  }
  const waited: Record<string, number>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) waited.push(await interactions(browser, shop.url, GALLERY));
  for (const name of Object.keys(waited[0]!))
    met =
      toldOf(
        name,
        waited.map((one) => one[name]!),
      ) && met;
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
  const median = (of: (reading: Reading) => number) => middle(readings.map(of));
  const names = Object.keys(SCORES) as (keyof typeof SCORES)[];
  const scores = names.map((one) => [one, median(({ scores }) => scores[one])] as const);
  const [lcp, cls, bytes] = [median((one) => one.lcp), median((one) => one.cls), median((one) => one.bytes)];
  const met = scores.every(([one, value]) => value >= SCORES[one]) && lcp < LCP && cls < CLS;
  const shown = scores.map(([one, value]) => `${one} ${value}`).join(', ');
  const sizes = `LCP ${(lcp / 1000).toFixed(2)} s, CLS ${cls.toFixed(3)}, ${Math.round(bytes / 1024)} KB`;
  console.log(`${met ? 'PASS' : 'FAIL'}  ${name.padEnd(8)}  ${shown}, ${sizes}`);
  return met;
}

/** Prints what a press waited, and says whether it is within its aim. The least of it is the shop's, the rest the machine's. */
function toldOf(name: string, waited: number[]): boolean {
  const met = middle(waited) <= INP;
  const shown = `${middle(waited)} ms from the press to its frame, at least ${Math.min(...waited)}`;
  console.log(`${met ? 'PASS' : 'FAIL'}  ${name.padEnd(13)}  ${shown}`);
  return met;
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
