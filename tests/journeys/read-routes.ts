import assert from 'node:assert/strict';
import type { openTestShop } from './test-shop.ts';

type Shop = Awaited<ReturnType<typeof openTestShop>>;

interface Parameter {
  name: string;
  in: string;
}
interface Described {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>;
}

/** Every route that is read with a query, by the shop's own description: its path and its parameters. */
export async function readRoutes(shop: Shop): Promise<{ path: string; names: string[] }[]> {
  const { paths } = (await shop.ask('GET', '/api/openapi.json')).body as Described;
  const routes = Object.entries(paths).flatMap(([path, { get }]) => {
    const names = (get?.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
    return names.length > 0 ? [{ path, names }] : [];
  });
  assert.ok(routes.length >= 9, 'the description has no queries');
  return routes;
}
