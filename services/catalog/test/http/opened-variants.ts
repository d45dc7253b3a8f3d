import { after } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { openTestCatalog } from '../opened.ts';

/** A catalogue with short ways to ask for products and their variants, and a connection to its database. */
export async function openTestVariants() {
  const catalog = await openTestCatalog();
  const { url, send, product } = catalog;
  const sql = connect(url, { name: 'test', max: 1 });
  after(() => sql.end());
  const shirt = (more: object = {}) => product('T-shirt', 'Футболка', more);
  const add = (id: string, options: object, amount = 1000, more: object = {}) =>
    send('POST', `/api/products/${id}/variants`, { options, price: { amount }, ...more });
  const change = (id: string, variant: string, body: object) =>
    send('PATCH', `/api/products/${id}/variants/${variant}`, body);
  const remove = (id: string, variant: string) => send('DELETE', `/api/products/${id}/variants/${variant}`);
  const list = async (id: string, who = {}) =>
    (await send('GET', `/api/products/${id}/variants`, undefined, who)).body.items;
  const shown = async (id: string, headers: Record<string, string> = {}) =>
    (await send('GET', `/api/products/${id}`, undefined, headers)).body;
  /** A product in these sizes, at a price of 10 more for each. */
  async function inSizes(...sizes: string[]) {
    const { id } = await shirt();
    const ids: string[] = [];
    for (const [at, size] of sizes.entries()) ids.push((await add(id, { size }, 1000 + 10 * at)).body.id);
    return { id, ids };
  }
  return { ...catalog, sql, shirt, add, change, remove, list, shown, inSizes };
}
