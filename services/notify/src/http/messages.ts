import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { DateText, Id, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { money } from '@sagashop/kernel/money';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { MAIL_STATES } from '../domain/mail.ts';
import { OUTCOMES } from '../domain/message.ts';
import { findMessages, type Message } from '../store/messages.ts';

const Position = Type.Tuple([cursorPart.instant, cursorPart.id]);
const MessageShape = Type.Object({
  id: Id,
  orderId: Id,
  date: Instant,
  message: Type.String({ description: 'in the language that the order was placed in' }),
  kind: Type.Enum(OUTCOMES, {
    description:
      'what became of the order; `refunded`: cancelled after it had been confirmed; `refund`: money went back while it stands; ' +
      '`moved`: its delivery goes to another day; `pieces_cancelled`: a part of it is; those of a withdrawal: it was received, or revoked; the others: what became of a parcel',
  }),
  mail: Type.Optional(
    Type.Object(
      { state: Type.Enum(MAIL_STATES), sentAt: Type.Union([Instant, Type.Null()]) },
      { description: 'the same as a mail: whether it was sent; older messages have none' },
    ),
  ),
  about: Type.Optional(
    Type.Object(
      {
        number: Type.String(),
        total: MoneyShape,
        amount: Type.Optional(Type.Union([MoneyShape], { description: 'of a `refund`: how much went back' })),
        deliveryDate: Type.Optional(Type.String()),
        reason: Type.Optional(Type.String()),
        at: Type.Optional(Type.Union([Instant], { description: 'when a withdrawal was declared' })),
        until: Type.Optional(Type.Union([Instant], { description: 'until when it can be revoked' })),
        sendTo: Type.Optional(Type.String({ description: 'where a return is to be sent' })),
        comeBy: Type.Optional(Type.Union([DateText], { description: 'by the end of which day' })),
      },
      { description: 'what the message tells of, to say it in another language; older messages have none' },
    ),
  ),
});

export function messagesRoute(app: App, sql: Sql): void {
  app.get(
    '/api/messages',
    {
      config: { service: 'notify', needs: 'signed in', othersNeed: permission('messages.read') },
      schema: {
        summary: 'What we told you about your orders, newest first; staff see what we told anyone',
        tags: ['notify'],
        querystring: Type.Object({ orderId: Type.Optional(Id), ...ListQuery }),
        response: { 200: PageOf(MessageShape) },
      },
    },
    async (request) => {
      const { orderId, limit, cursor } = request.query;
      const position = decodeCursor(cursor, Position);
      const rows = await findMessages(sql, {
        userId: mayForOthers(request) ? undefined : signedIn(request).userId,
        orderId,
        before: position && { at: new Date(position[0]), id: position[1] },
        limit: limit + 1,
      });
      return page(rows, limit, (row) => [row.createdAt.getTime(), row.id], showMessage);
    },
  );
}

function showMessage({ id, orderId, createdAt, message, kind, ending, mail }: Message) {
  const sent = mail && { mail: { ...mail, sentAt: mail.sentAt?.toISOString() ?? null } };
  const shown = { id, orderId, date: createdAt.toISOString(), message, kind, ...sent };
  if (!ending) return shown;
  const { number, total, currency, deliveryDate, reason, amount, at, until, sendTo, comeBy } = ending;
  const back = amount !== undefined && { amount: money(amount, currency) };
  const more = { ...back, ...(deliveryDate && { deliveryDate }), ...(reason && { reason }) };
  const times = { ...(at && { at }), ...(until && { until }) };
  const goods = { ...(sendTo && { sendTo }), ...(comeBy && { comeBy }) };
  return { ...shown, about: { number, total: money(total, currency), ...more, ...times, ...goods } };
}
