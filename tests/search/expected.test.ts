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

/** Queries, the language of the searcher, and what they expect first: one of some goods, by their English names, or a shelf. */
const listed = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string, string]);

/** So many of what is found stand on the first screen of a phone, below the shelves that a search names. */
const SCREEN = 4;

/** Which shares of the queries find first what a person expects, and on the first screen, with all that do not. */
async function sharesOf(queries: [string, string, string][]) {
  const [late, below]: string[][] = [[], []];
  for (const [query, language, expected] of queries) {
    const wanted = expected.split('|');
    const found = await search(query, language);
    // A shelf stands above the goods, and is no answer to a search for goods.
    const shelf = wanted.some((one) => one.startsWith('shelf:'));
    const of = shelf ? found : found.filter((one) => !one.startsWith('shelf:'));
    const line = `${query} (${language}): ${of.slice(0, SCREEN).join(' · ') || 'nothing'}, not ${expected}`;
    if (!of.slice(0, SCREEN).some((one) => wanted.includes(one))) below!.push(line);
    else if (!wanted.includes(of[0]!)) late!.push(line);
  }
  const first = 1 - (late!.length + below!.length) / queries.length;
  const seen = 1 - below!.length / queries.length;
  const told = `late:\n${late!.join('\n')}\nnot on the first screen:\n${below!.join('\n')}`;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const said = `of ${queries.length} searches ${percent(first)} find it first, ${percent(seen)} on the first screen`;
  return { first, seen, told, said };
}

test('of 200 searches and more nine in ten find first what a person expects, and nearly all on the first screen', async (t) => {
  const queries = listed('queries.tsv');
  assert.ok(queries.length >= 200);
  const { first, seen, told, said } = await sharesOf(queries);
  t.diagnostic(said);
  assert.ok(first >= 0.9, told);
  assert.ok(seen >= 0.98, told);
});

test('of searches that were written down before anybody had tried them most find what a person expects', async (t) => {
  const { first, seen, told, said } = await sharesOf(listed('unseen.tsv'));
  t.diagnostic(said);
  assert.ok(first >= 0.8, told);
  assert.ok(seen >= 0.9, told);
});
