import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import type { Peers } from '@sagashop/chassis/service/calls';
import { as, testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import type { InjectOptions } from 'fastify';
import { openCatalog } from '../src/app.ts';

export const ADMIN = as(newId(), { roles: ['owner'] });

interface TestGoods {
  onHand: number;
  reserved: number;
  threshold: number | null;
  place?: string | null;
}

/** A stock that opens what it is asked to, unless it is away or late, and says of `goods` how many there are. */
function testStock() {
  const stock = {
    away: false,
    /** Answers wait for it. */
    late: undefined as Promise<void> | undefined,
    /** What it says of an import. */
    outdated: [] as object[],
    opened: [] as string[],
    asked: [] as { name: string; question: object }[],
  };
  const goods = new Map<string, TestGoods>();
  const ask = async ({ name }: { name: string }, question: object) => {
    if (stock.away) throw new Error('stock is away');
    if (name.startsWith('import')) await stock.late;
    const { products = [] } = question as { products?: string[] };
    if (name === 'open') stock.opened.push(...products);
    else stock.asked.push({ name, question });
    const items = products.flatMap((id) => (goods.has(id) ? [{ id, ...goods.get(id) }] : []));
    return (
      {
        goods: { items },
        'user-names': { names: ['Olga'] },
        import: { outdated: stock.outdated },
        'import-places': { outdated: stock.outdated },
        'undo-import-places': { kept: [] },
        'undo-import': { kept: [] },
      }[name] ?? {}
    );
  };
  return { stock, goods, peers: { ask: ask as unknown as Peers['ask'] } };
}

/** The catalogue on a database of its own, and short ways to ask it. */
export async function openTestCatalog() {
  const url = await testDatabase('catalog', new URL('../migrations/', import.meta.url));
  const { stock, goods, peers } = testStock();
  const context = testContext({ CATALOG_DATABASE_URL: url }, peers);
  const service = await openCatalog(context);
  after(() => service.stop());
  const app = testApp(service, context);
  const send = async (
    method: InjectOptions['method'] & string,
    path: string,
    body?: object,
    headers = ADMIN,
  ) => {
    const answer = await app.inject({ method, url: path, headers, ...(body && { body }) });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : null };
  };
  const category = async (name = { en: 'Kitchen', ru: 'Кухня' }) =>
    (await send('POST', '/api/categories', { slug: `c-${randomBytes(6).toString('hex')}`, name })).body;
  const product = async (en: string, ru: string, more: object = {}) =>
    (await send('POST', '/api/products', { ...(await productBody()), name: { en, ru }, ...more })).body;
  let kitchen: { id: string } | undefined;
  const productBody = async () => ({
    name: { en: 'Thing', ru: 'Вещь' },
    description: { en: 'It serves.', ru: 'Она служит.' },
    price: { amount: 129900 },
    categoryId: (kitchen ??= await category()).id,
  });
  return { url, service, app, stock, goods, send, category, product, productBody };
}
