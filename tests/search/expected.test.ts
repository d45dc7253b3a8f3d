import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { openCatalog } from '@sagashop/catalog/app';
import { seedCatalog } from '@sagashop/catalog/contract';
import { as, testApp, testContext } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { demoCategories, demoProducts, demoSynonyms } from '../../demo/demo.ts';
import { shopDatabases } from '../shop-databases.ts';

const peers = { ask: (async () => ({})) as never };
const { catalog: url } = await shopDatabases(['catalog']);
const context = testContext({ CATALOG_DATABASE_URL: url! }, peers);
const catalog = await openCatalog(context);
after(() => catalog.stop());
const app = testApp(catalog, context);
const headers = as(newId(), { roles: ['owner'] });
await catalog.calls[seedCatalog.name]!({
  categories: demoCategories,
  products: demoProducts.map(({ stock: _, ...product }) => product),
} as never);
await app.inject({ method: 'PUT', url: '/api/search/synonyms', headers, payload: { items: demoSynonyms } });

const inEnglish = new Map(demoProducts.map(({ name }) => [name.ru, name.en]));

interface Found {
  items: { name: string }[];
  shelves: { slug: string }[];
}

async function search(query: string, language: string): Promise<string[]> {
  const url = `/api/products?${new URLSearchParams({ search: query })}`;
  const answer = await app.inject({ url, headers: { 'accept-language': language } });
  assert.equal(answer.statusCode, 200, query);
  const { items, shelves } = answer.json() as Found;
  const names = items.map(({ name }) => (language === 'ru' ? inEnglish.get(name)! : name));
  return [...shelves.map(({ slug }) => `shelf:${slug}`), ...names];
}

/** Queries, the language of who asks, and what they expect first: one of some goods, by their English names, or a shelf. */
const EXPECTED = readFileSync(new URL('queries.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [string, string, string]);

/** So many of what is found stand on the first screen of a phone, below the shelves that a search names. */
const SCREEN = 4;

test('of 200 searches and more nine in ten find first what a person expects, and nearly all on the first screen', async (t) => {
  const [late, below]: string[][] = [[], []];
  for (const [query, language, expected] of EXPECTED) {
    const wanted = expected.split('|');
    const found = await search(query, language);
    // A shelf stands above the goods, and is no answer to who looks for goods.
    const of = expected.startsWith('shelf:') ? found : found.filter((one) => !one.startsWith('shelf:'));
    const line = `${query} (${language}): ${of.slice(0, SCREEN).join(' · ') || 'nothing'}, not ${expected}`;
    if (!of.slice(0, SCREEN).some((one) => wanted.includes(one))) below!.push(line);
    else if (!wanted.includes(of[0]!)) late!.push(line);
  }
  const of = EXPECTED.length;
  assert.ok(of >= 200);
  const first = 1 - (late!.length + below!.length) / of;
  const seen = 1 - below!.length / of;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  t.diagnostic(`of ${of} searches ${percent(first)} find it first, ${percent(seen)} on the first screen`);
  const told = `late:\n${late!.join('\n')}\nnot on the first screen:\n${below!.join('\n')}`;
  assert.ok(first >= 0.9, told);
  assert.ok(seen >= 0.98, told);
});
