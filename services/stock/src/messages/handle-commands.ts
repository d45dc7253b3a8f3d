import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { deciding, isLate, participant, type Turn } from '@sagashop/chassis/work/participant';
import type { BodyOf, Command, Reply } from '@sagashop/saga/message';
import { saveAndPublish } from '../actions/save-and-publish.ts';
import { putBack, release, reserve, returnPart, take, takeBack } from '../contract.ts';
import type { Goods } from '../domain/goods.ts';
import { rowsOf } from '../domain/movement.ts';
import * as reservation from '../domain/reservation.ts';
import * as part from '../domain/return-part.ts';
import { lockGoods } from '../store/goods.ts';
import { insertMovements } from '../store/movements.ts';
import { insertParts, partsOf } from '../store/part-returns.ts';
import { insertReservations, lockReservations, moveReservations } from '../store/reservations.ts';

type ReserveBody = BodyOf<typeof reserve>;

/**
 * Handles stock's commands: an idempotent receiver, by the reservation that an order has or a tombstone in its place. `poke` is called when a committed batch has left events in the outbox.
 */
export function handleCommands(
  sql: Sql,
  metrics: Metrics,
  poke: () => void,
): (command: Command) => Promise<Reply> {
  let events = false;
  const handle = participant({
    name: 'stock',
    sql,
    types: [reserve, release, take, putBack, returnPart, takeBack],
    metrics,
    handle: async (tx, batch, turn) => {
      const { replies, published } = await handleBatch(tx, batch, turn);
      events ||= published;
      return replies;
    },
  });
  return async (command) => {
    const reply = await handle(command); // comes after the commit
    if (events) {
      events = false;
      poke();
    }
    return reply;
  };
}

/**
 * Handles commands in order of arrival in one transaction: lock, decide in memory, save. Many orders for one
 * hot product make one update of its row. `published` says whether the outbox has got an event.
 */
async function handleBatch(
  tx: Tx,
  commands: readonly Command[],
  { now, last }: Turn,
): Promise<{ replies: Reply[]; published: boolean }> {
  const [{ store, goods }, time] = await Promise.all([lockStore(tx, commands), now]);
  const replies = commands.map((command) => deciding(command, () => decide(store, command, time)));
  last();
  const [published] = await Promise.all([
    saveAndPublish(
      tx,
      goods.flatMap((before) => changed(before, store.goods.get(before.productId)!)),
    ),
    ...saveReservations(tx, store),
    ...saveMoves(tx, store, goods),
  ]);
  return { replies, published };
}

/** Locks what these commands are about; `goods` are the products as they are before anything is decided. */
export async function lockStore(
  tx: Tx,
  commands: readonly Command[],
): Promise<{ store: reservation.Store; goods: Goods[] }> {
  const orderIds = [...new Set(commands.map(orderOf))].sort();
  const returns = returnsIn(commands);
  const [reservations, goods, parts] = await Promise.all([
    lockReservations(tx, orderIds),
    lockGoods(tx, productsOf(commands), orderIds, returns),
    // Sent behind the lock on the reservations: nobody else adds to them meanwhile.
    returns.length > 0 ? partsOf(tx, returns) : new Map(),
  ]);
  const store = {
    reservations: new Map(reservations.map((row) => [row.orderId, row])),
    goods: new Map(goods.map((row) => [row.productId, { ...row }])),
    moves: [],
    parts,
  };
  return { store, goods };
}

/** What a command comes to, in the store in memory. Throws what is a fault of it. */
export function decide(store: reservation.Store, command: Command, now: number): Reply {
  const orderId = orderOf(command);
  if (command.type === release.type) return reservation.release(store, orderId);
  if (command.type === take.type) return reservation.take(store, orderId);
  if (command.type === putBack.type) return reservation.putBack(store, orderId);
  if (command.type === returnPart.type || command.type === takeBack.type) {
    const { cause, lines } = command.body as BodyOf<typeof returnPart> | BodyOf<typeof takeBack>;
    return part.returnPart(store, orderId, { cause: cause.toLowerCase(), lines });
  }
  const { lines } = command.body as ReserveBody;
  return reservation.reserve(store, orderId, lines, isLate(command, now));
}

function orderOf(command: Command): string {
  return command.order.toLowerCase();
}

function returnsIn(commands: readonly Command[]): string[] {
  const brings = new Set<string>([putBack.type, returnPart.type, takeBack.type]);
  return [...new Set(commands.filter(({ type }) => brings.has(type)).map(orderOf))];
}

function productsOf(commands: readonly Command[]): string[] {
  const products = new Set<string>();
  for (const command of commands) {
    if (command.type !== reserve.type) continue;
    for (const line of (command.body as ReserveBody).lines) products.add(line.product.toLowerCase());
  }
  return [...products];
}

function changed(before: Goods, after: Goods): Goods[] {
  return before.onHand === after.onHand && before.reserved === after.reserved ? [] : [after];
}

function saveMoves(tx: Tx, { moves }: reservation.Store, before: readonly Goods[]): Promise<void>[] {
  if (moves.length === 0) return [];
  return [insertMovements(tx, rowsOf(moves, new Map(before.map((row) => [row.productId, row.onHand]))))];
}

function saveReservations(tx: Tx, { reservations, parts }: reservation.Store): Promise<void>[] {
  const rows = [...reservations.values()];
  const fresh = rows.filter((row) => row.saved === null).sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
  const saves = fresh.length > 0 ? [insertReservations(tx, fresh)] : [];
  const back = [...parts.values()].flat().filter(({ saved }) => !saved);
  if (back.length > 0) saves.push(insertParts(tx, back));
  for (const state of ['taken', 'released', 'returned'] as const) {
    const ended = rows.filter((row) => row.saved !== null && row.saved !== row.state && row.state === state);
    if (ended.length > 0)
      saves.push(
        moveReservations(
          tx,
          ended.map((row) => row.orderId),
          state,
        ),
      );
  }
  return saves;
}
