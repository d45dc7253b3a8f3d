import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { money } from '@sagashop/kernel/money';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { type Entry, entriesOf } from '../store/entries.ts';

const Position = Type.Tuple([cursorPart.instant, cursorPart.id]);
const EntryShape = Type.Object({
  id: Id,
  orderId: Type.Optional(Id),
  kind: Type.Enum(['deposit', 'capture', 'refund', 'adjustment']),
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
  const pageOf = async (userId: string, { limit, cursor }: { limit: number; cursor?: string }) => {
    const position = decodeCursor(cursor, Position);
    const before = position && { at: new Date(position[0]), id: position[1] };
    const rows = await entriesOf(options.sql, userId, { limit: limit + 1, before });
    return page(
      rows,
      limit,
      (row) => [row.createdAt.getTime(), row.transferId],
      (row) => row,
    );
  };
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
      const { items, nextCursor } = await pageOf(signedIn(request).userId, request.query);
      const shown = items.map((row) => showEntry(row, options.currency));
      return { items: shown, nextCursor, deposits: options.deposits };
    },
  );

  app.get(
    '/api/accounts/:userId/entries',
    {
      config: { service: 'payment', needs: permission('accounts.read') },
      schema: {
        summary: "What came onto a customer's account and was paid from it, newest first",
        tags: ['payment'],
        params: Type.Object({ userId: Id }),
        querystring: Type.Object(ListQuery),
        response: {
          200: PageOf(Type.Object({ ...EntryShape.properties, reason: Type.Optional(Type.String()) })),
        },
      },
    },
    async (request) => {
      const { items, nextCursor } = await pageOf(request.params.userId, request.query);
      const shown = items.map((row) => ({
        ...showEntry(row, options.currency),
        ...(row.reason !== null && { reason: row.reason }),
      }));
      return { items: shown, nextCursor };
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
