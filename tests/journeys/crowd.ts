import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import { newId } from '@sagashop/kernel/ids';
import type { Answer, openTestShop } from './test-shop.ts';

type Shop = Awaited<ReturnType<typeof openTestShop>>;

const MOST_TRIES = 50;

/** An answer as it came, byte for byte. */
export interface RawAnswer {
  status: number;
  text: string;
  replayed: boolean;
}

/**
 * Tokens of so many new customers with so much money each, as if they had signed up and paid in before: a
 * thousand passwords would take longer to hash than their orders.
 */
export async function crowd(shop: Shop, count: number, money: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  const tokens = ids.map(() => randomBytes(32).toString('base64url'));
  await shop.behind('user', async (sql) => {
    const people = ids.map((id, at) => ({ id, hash: tokenHash(tokens[at]!) }));
    const given = sql`json_to_recordset(${JSON.stringify(people)}::text::json) as p (id uuid, hash text)`;
    await sql`insert into users (id, username, email, language) select id, 'c-' || id, id || '@shop.test', 'en' from ${given}`;
    await sql`insert into sessions (token_hash, user_id, expires_at)
      select decode(hash, 'hex'), id, now() + interval '1 hour' from ${given}`;
  });
  await shop.behind('payment', async (sql) => {
    const deposits = JSON.stringify(ids.map((user) => ({ transfer: newId(), user })));
    const given = sql`json_to_recordset(${deposits}::text::json) as d (transfer uuid, "user" uuid)`;
    await sql`insert into accounts (user_id, balance) select "user", ${money} from ${given}`;
    await sql`insert into entries (transfer_id, kind, account, user_id, amount)
      select transfer, 'deposit', account, case account when 'customer' then "user" end, amount from ${given},
        (values ('customer', ${money}::bigint), ('deposits', -${money}::bigint)) as side (account, amount)`;
  });
  return tokens;
}

/**
 * Posts an order and answers what came, as it came; waits for the outcome as long as one may. Of a thousand
 * connections at once the system may drop one: a request without an answer is sent again, with its key.
 */
export async function postOrder(
  shop: Shop,
  as: string,
  body: object,
  key: string = newId(),
): Promise<RawAnswer> {
  const headers = {
    authorization: `Bearer ${as}`,
    'idempotency-key': key,
    'content-type': 'application/json',
    prefer: 'wait=30',
  };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await fetch(`${shop.url}/api/orders`, request);
      const replayed = answer.headers.get('idempotency-replayed') === 'true';
      return { status: answer.status, text: await answer.text(), replayed };
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await sleep(100);
    }
  }
}

/**
 * What becomes of an order: the order when it is confirmed, else the problem. One that was answered 202
 * by a busy machine is posted again with its key until its outcome is known.
 */
export async function outcome(
  shop: Shop,
  as: string,
  body: object,
): Promise<Pick<Answer, 'status' | 'body'>> {
  const key = newId();
  for (;;) {
    const { status, text } = await postOrder(shop, as, body, key);
    const answer = JSON.parse(text);
    if (status !== 202 && answer.code !== 'idempotency_in_progress') return { status, body: answer };
    await sleep(100);
  }
}

/** How many answers there are of each kind: `201`, `409 out_of_stock`. */
export function tally(answers: readonly Pick<Answer, 'status' | 'body'>[]): Record<string, number> {
  const kinds = answers.map(({ status, body }) => (body.code ? `${status} ${body.code}` : `${status}`));
  return Object.fromEntries(
    Object.entries(Object.groupBy(kinds, (kind) => kind)).map(([k, all]) => [k, all!.length]),
  );
}
