import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { type Reminded, waitAgain } from '../store/due-reminders.ts';
import { forSale, piecesOf } from './goods-there.ts';

interface Goods {
  name: { en: string; ru: string };
  /** Of its page. */
  path: string;
}

/**
 * What mails tell of, by the ids of their reminders; nothing of what is not for sale. Those that are being `sent` have none
 * either where it is gone again: who was to get them waits as before.
 */
export async function goodsOfReminders(
  { sql, peers }: { sql: Sql; peers: Pick<Peers, 'ask'> },
  reminded: readonly Reminded[],
  sent: ReadonlySet<string>,
): Promise<Map<string, Goods>> {
  const leaving = reminded.filter(({ id }) => sent.has(id)).map(({ stockedId }) => stockedId);
  const [sold, pieces] = await Promise.all([
    forSale(
      peers,
      reminded.map(({ stockedId }) => stockedId),
    ),
    piecesOf(peers, leaving),
  ]);
  const isThere = ({ id, stockedId }: Reminded) =>
    sold.has(stockedId) && (!sent.has(id) || (pieces.get(stockedId) ?? 0) > 0);
  const gone = reminded.filter((one) => sent.has(one.id) && !isThere(one)).map(({ id }) => id);
  if (gone.length > 0) await sql.begin((tx) => waitAgain(tx, gone));
  return new Map(
    reminded.filter(isThere).map(({ id, stockedId }) => {
      const { name, productId } = sold.get(stockedId)!;
      const variant = stockedId === productId ? '' : `?variant=${stockedId}`;
      return [id, { name, path: `/p/${productId}${variant}` }];
    }),
  );
}
