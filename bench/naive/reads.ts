import { createHash } from 'node:crypto';
import type { Sql } from './pools.ts';

export interface Customer {
  id: string;
  language: string;
  name: string;
  email: string;
}

/** A line as it is agreed: the price of one, in minor units. */
export interface Line {
  product: string;
  name: string;
  quantity: number;
  price: number;
}

/** Who a session token belongs to: the same row and columns as the shop reads for it. */
export async function whoIs(sql: Sql, authorization: string | undefined): Promise<Customer | undefined> {
  const token = /^Bearer +([A-Za-z0-9_-]{43}) *$/i.exec(authorization ?? '')?.[1];
  if (!token) return undefined;
  const hash = createHash('sha256').update(token).digest();
  const [found] = await sql<Customer[]>`
    select u.id, u.language, u.email, coalesce(u.first_name, '') || ' ' || coalesce(u.last_name, '') as name
    from sessions s join users u on u.id = s.user_id
    where s.token_hash = ${hash} and s.expires_at > now()`;
  return found;
}

/** Names and prices of an order's lines, sorted by product; undefined when one is not for sale. */
export async function priceOf(
  sql: Sql,
  wishes: readonly { productId: string; quantity: number }[],
): Promise<Line[] | undefined> {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of wishes)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  const rows = await sql<{ id: string; name: string; price: string }[]>`
    select id, name_en as name, price from products
    where id = any(${[...quantities.keys()]}) and archived_at is null order by id`;
  if (rows.length < quantities.size) return undefined;
  return rows.map(({ id, name, price }) => {
    return { product: id, name, quantity: quantities.get(id)!, price: Number(price) };
  });
}
