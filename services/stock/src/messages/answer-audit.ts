import type { Db, Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import type { OutboxRelay } from '@sagashop/outbox/outbox-relay';
import type { Static } from 'typebox';
import { auditStock, recordStock, type StockFact } from '../contract.ts';
import type { PartBack, Reservation } from '../domain/reservation.ts';
import { loggedMovements } from '../store/logged-movements.ts';
import { partsOf } from '../store/part-returns.ts';
import { pageOfReservations, reservationsOf } from '../store/reservations.ts';
import { sumGoods } from '../store/sum-goods.ts';

type Question = Static<typeof auditStock.question>;
type Answer = Static<typeof auditStock.answer>;

/** Answers the audit, and whoever looks at an order: facts of orders, sorted by order, and on demand the service's own sums. */
export function answerAudit(sql: Sql, outbox: OutboxRelay['check']) {
  return {
    ...answers(auditStock, (question) => answer(sql, question, outbox)),
    ...answers(recordStock, ({ orders }) => answer(sql, { orders, limit: orders.length })),
  };
}

async function answer(db: Db, question: Question, outbox?: OutboxRelay['check']): Promise<Answer> {
  const { orders, after, since, limit } = question;
  const [sums, logged, reservations] = await Promise.all([
    question.checks && !since ? ownSums(db, outbox) : [],
    question.checks ? loggedMovements(db, question) : undefined,
    orders
      ? reservationsOf(db, orders, limit)
      : pageOfReservations(db, { ...(after && { after }), ...(since && { since }), limit }),
  ]);
  const parts = await partsOf(
    db,
    reservations.map(({ orderId }) => orderId),
  );
  const facts = reservations.map((one) => toFact(one, parts.get(one.orderId)));
  return { checks: [...sums, ...(logged ? [logged] : [])], facts };
}

async function ownSums(db: Db, outbox?: OutboxRelay['check']): Promise<Answer['checks']> {
  const { checked, unbalanced, impossible, unexplained, unbooked } = await sumGoods(db);
  const check = (name: string, failures: string[] | null) => ({ name, checked, failures: failures ?? [] });
  return [
    check('stock: on hand = sum of movements', unbalanced),
    check('stock: 0 ≤ reserved ≤ on hand', impossible),
    check('stock: reserved = sum of open reservations', unexplained),
    check('stock: what orders took and gave back are movements', unbooked),
    ...(outbox ? [await outbox()] : []),
  ];
}

function toFact(reservation: Reservation, parts: readonly PartBack[] | undefined): Static<typeof StockFact> {
  return {
    order: reservation.orderId,
    state: reservation.state,
    lines: linesOf(reservation),
    ...(parts && { parts: parts.map(partFact) }),
  };
}

const partFact = (part: PartBack) => ({
  cause: part.cause,
  lines: linesOf(part),
  ...(part.damaged && { damaged: linesOf({ ...part, quantities: part.damaged }).filter(isAny) }),
});

const isAny = ({ quantity }: { quantity: number }) => quantity > 0;

const linesOf = ({ productIds, quantities }: Pick<Reservation, 'productIds' | 'quantities'>) =>
  productIds.map((product, index) => ({ product, quantity: quantities[index]! }));
