import { invalid } from '@sagashop/chassis/errors';
import { findKeys, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { money, total } from '@sagashop/kernel/money';
import { Problem } from '@sagashop/kernel/problem';
import { type Language, mergeLines, type Objection, tooMany, tooMuch } from '../domain/order.ts';
import type { ExchangeLine } from '../domain/return.ts';
import { refuseOrder } from '../errors.ts';
import type { PriceLines } from '../placing/line-pricer.ts';
import type { ReturnRequest } from './record-return.ts';

/** What somebody wants in exchange, and what they have seen that it costs, in minor units. */
export interface Wanted {
  lines: ExchangeLine[];
  expectedTotal: number | undefined;
  /** That of the order. */
  language: Language;
  /** Whoever asks is the order's customer: nobody else agrees to a price for them. */
  own: boolean;
}

/**
 * What is wanted in exchange, with its names and prices of today, and what its customer has agreed to pay. Refuses what is not
 * for sale, a price that is another by now, and one that somebody else agrees to. A request whose key was used before is not
 * judged again.
 */
export async function wantedInstead(
  { sql, price, currency }: { sql: Sql; price: PriceLines; currency: string },
  { lines: asked, expectedTotal, language, own }: Wanted,
  { use }: Pick<ReturnRequest, 'use'>,
): Promise<Pick<ReturnRequest, 'exchange' | 'agreed'>> {
  const agreed = expectedTotal ?? null;
  if ((await findKeys(sql, [use])).has(nameOfKey(use))) return { exchange: asked, agreed };
  if (agreed !== null && !own)
    throw invalid('exchange.expectedTotal', 'is for its customer alone to agree to');
  const lines = mergeLines(asked);
  const unpriced = tooMany(lines);
  if (unpriced) throw within(unpriced);
  const priced = mergeLines(await price(lines, language).catch(refusedWithin));
  // Several names of one product are one once it is priced.
  const wrong = tooMany(priced) ?? tooMuch(priced);
  if (wrong) throw within(wrong);
  const sum = total(priced);
  if (agreed !== null && agreed !== sum) throw refuseOrder.price_changed({ total: money(sum, currency) });
  return { exchange: priced.map(({ counts: _, ...line }) => line), agreed };
}

const within = ({ path, message }: Objection): Problem => invalid(`exchange.${path}`, message);

/** Says of what the catalogue does not sell that it stands among what is wanted, not among what is sent back. */
function refusedWithin(refused: unknown): never {
  if (!(refused instanceof Problem)) throw refused;
  const { code, status, title, more, headers } = refused;
  const errors = more['errors'] as Objection[] | undefined;
  const placed = errors?.map((error) => ({ ...error, path: `exchange.${error.path}` }));
  throw new Problem(code, { status, title }, { ...more, ...(placed && { errors: placed }) }, headers);
}
