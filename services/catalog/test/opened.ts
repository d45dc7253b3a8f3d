import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import type { Peers } from '@sagashop/chassis/service/calls';
import { as, testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import type { InjectOptions } from 'fastify';
import { openCatalog } from '../src/app.ts';

export const ADMIN = as(newId(), { roles: ['owner'] });

/** A stock that opens what it is asked to, unless it is away. */
function testStock() {
  const stock = { away: false, opened: [] as string[] };
  const ask = async (_call: unknown, question: unknown) => {
    if (stock.away) throw new Error('stock is away');
    stock.opened.push(...(question as { products: string[] }).products);
    return {};
  };
  return { stock, peers: { ask: ask as Peers['ask'] } };
}

/** The catalogue on a database of its own, and short ways to ask it. */
export async function openTestCatalog() {
  const url = await testDatabase('catalog', new URL('../migrations/', import.meta.url));
  const { stock, peers } = testStock();
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
  return { url, service, app, stock, send, category, product, productBody };
}
