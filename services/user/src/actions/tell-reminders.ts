import { productNames } from '@sagashop/catalog/contract';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { REMINDER_LIFE, TURN, toldOf } from '../domain/reminder.ts';
import { awaitedAmong, deleteAwaited, findAwaited, tellLongest } from '../store/due-reminders.ts';
import { forSale, piecesOf } from './goods-there.ts';

const AT_ONCE = 200; // things

interface Parts {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
}

/**
 * Tells those who have waited longest for what of these is there now and for sale: a few for each piece, and the next ones a
 * while later, if there is something left. Throws while catalog or stock are away; then it is done by `tellAllReminders`.
 */
export async function tellReminders({ sql, peers }: Parts, stocked: readonly string[]): Promise<void> {
  const ids = await awaitedAmong(sql, stocked);
  const [sold, pieces] = await Promise.all([forSale(peers, ids), piecesOf(peers, ids)]);
  for (const id of ids) {
    const most = sold.has(id) ? toldOf(pieces.get(id) ?? 0) : 0;
    if (most > 0) await sql.begin((tx) => tellLongest(tx, id, { most, turn: TURN, life: REMINDER_LIFE }));
  }
}

/**
 * The same for all that somebody waits for; nobody waits any more for what was taken away for good, a product or a variant.
 * They are not told: they have asked for one mail, that it is back.
 */
export async function tellAllReminders(parts: Parts): Promise<void> {
  const { sql, peers } = parts;
  for (let after: string | null = null; ; ) {
    const ids: string[] = await findAwaited(sql, { after, most: AT_ONCE });
    if (ids.length === 0) return;
    const { items } = await peers.ask(productNames, { products: ids });
    const known = new Set(items.flatMap(({ id, gone }) => (gone ? [] : [id])));
    await deleteAwaited(
      sql,
      ids.filter((id) => !known.has(id)),
    );
    await tellReminders(parts, ids);
    after = ids.at(-1)!;
  }
}
