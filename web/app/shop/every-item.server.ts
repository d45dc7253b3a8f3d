import { ask } from './api.server';
import type { List } from './api-types';

interface More {
  query?: Readonly<Record<string, string>>;
  headers?: Record<string, string>;
}

/** All items of a list that no shop has many of, read page after page. Throws as `ask` does. */
export async function everyItem<T>(
  request: Request,
  path: string,
  { query = {}, headers = {} }: More = {},
): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const asked = new URLSearchParams({ ...query, limit: '100', ...(cursor && { cursor }) });
    const page: List<T> = (await ask<List<T>>(request, `${path}?${asked}`, { headers })).body;
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}
