import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { money } from '@sagashop/kernel/money';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { Type } from 'typebox';
import { type Entry, entriesOf } from '../store/entries.ts';

const Position = Type.Tuple([cursorPart.instant, cursorPart.id]);
const EntryShape = Type.Object({
  id: Id,
  orderId: Type.Optional(Id),
  kind: Type.Enum(['deposit', 'capture', 'refund']),
  amount: MoneyShape,
  createdAt: Instant,
});

/** With who may put money on the account: its owner, or the shop alone. */
const Entries = Type.Object({
  ...PageOf(EntryShape).properties,
  deposits: Type.Optional(Type.Enum(['open', 'admin'])),
});

interface Options {
  sql: Sql;
  currency: string;
  deposits: 'open' | 'admin';
}

export function entriesRoute(app: App, options: Options): void {
  app.get(
    '/api/account/entries',
    {
      config: { service: 'payment', needs: 'signed in' },
      schema: {
        summary: 'What came onto your account and what was paid from it (negative), newest first',
        tags: ['payment'],
        querystring: Type.Object(ListQuery),
        response: { 200: Entries },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const position = decodeCursor(cursor, Position);
      const before = position && { at: new Date(position[0]), id: position[1] };
      const rows = await entriesOf(options.sql, signedIn(request).userId, { limit: limit + 1, before });
      const shown = page(
        rows,
        limit,
        (row) => [row.createdAt.getTime(), row.transferId],
        (row) => showEntry(row, options.currency),
      );
      return { ...shown, deposits: options.deposits };
    },
  );
}

/** A customer has one entry per transfer, so the transfer's id is the entry's. */
function showEntry(entry: Entry, currency: string) {
  const orderId = entry.kind === 'capture' ? entry.transferId : entry.refunds;
  return {
    id: entry.transferId,
    ...(orderId === null ? {} : { orderId }),
    kind: entry.kind,
    amount: money(entry.amount, currency),
    createdAt: entry.createdAt.toISOString(),
  };
}
