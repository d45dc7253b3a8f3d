import {
  afterReceipt,
  counted,
  noteReturnSaga,
  objectionTo,
  objectionToReturn,
  received,
  receiveReturnSaga,
  returnable,
  returnData,
  stockedReturn,
} from '@sagashop/order/simulated';
import { dateOf } from './days.ts';
import {
  type Decided,
  type OrderRows,
  type Pieces,
  RUB,
  type SentBack,
  withPieces,
  withRefund,
} from './order-rows.ts';

/** For so many days after its delivery something can be sent back here. */
const LASTS = 2;

/** What somebody wants of a return; which one by its place among those of the order. */
export type WantOfReturn =
  | { want: 'return'; pieces: Pieces }
  | { want: 'answer'; which: number; answer: 'approval' | 'refusal' }
  | {
      want: 'receive';
      which: number;
      came: readonly { place: number; received: number; resellable: number }[];
    };

/** Decides it as the order service does, `day` days after the world began; undefined: it is refused. */
export function decideReturn<R extends OrderRows>(
  rows: R,
  want: WantOfReturn,
  cause: string,
  day: number,
): Decided<R> | undefined {
  switch (want.want) {
    case 'return':
      return ask(rows, want.pieces, cause, day);
    case 'answer':
      return answer(rows, want, cause);
    case 'receive':
      return receive(rows, want, cause);
  }
}

function ask<R extends OrderRows>(
  rows: R,
  pieces: Pieces,
  cause: string,
  day: number,
): Decided<R> | undefined {
  const { order, lines, parcels } = rows;
  const delivered = parcels.flatMap(({ deliveredOn, lines: of }) =>
    deliveredOn === null ? [] : of.map((one) => ({ ...one, until: dateOf(deliveredOn + LASTS) })),
  );
  const can = returnable(order, lines, delivered, dateOf(day));
  return objectionToReturn(lines, can, pieces) ? undefined : sentBack(rows, pieces, cause, 'return');
}

/** Pieces are going to be sent back; what was withdrawn from needs nobody's approval. */
export function sentBack<R extends OrderRows>(
  rows: R,
  pieces: Pieces,
  id: string,
  kind: SentBack['kind'],
): Decided<R> {
  const state = kind === 'withdrawal' ? ('approved' as const) : ('asked' as const);
  const told = [`return_${state} ${id}`];
  const lines = pieces.map((one) => ({ ...one }));
  const fresh: SentBack = { id, kind, state, lines, receipt: null, amount: null, told };
  const after = counted(rows.lines, { asked: 1 }, pieces);
  return {
    rows: { ...withPieces(rows, after, rows.order.goods), returns: [...rows.returns, fresh] },
    sagas: [{ id: `return ${id}`, definition: noteReturnSaga, data: dataOf(rows, fresh, { cause: id }) }],
  };
}

function dataOf(
  { order }: OrderRows,
  { id, state }: SentBack,
  {
    cause,
    amount = 0,
    lines = [],
  }: { cause: string; amount?: number; lines?: ReturnType<typeof stockedReturn> },
) {
  return returnData(
    order,
    { id, cause, amount, became: state === 'settled' ? 'received' : state },
    { lines, currency: RUB },
  );
}

function answer<R extends OrderRows>(
  rows: R,
  { which, answer: act }: Extract<WantOfReturn, { want: 'answer' }>,
  cause: string,
): Decided<R> | undefined {
  const before = rows.returns[which];
  if (!before || objectionTo(act, before.state)) return undefined;
  const state = act === 'approval' ? ('approved' as const) : ('refused' as const);
  const after = { ...before, state, told: [...before.told, `return_${state} ${before.id}`] };
  const lines = act === 'refusal' ? counted(rows.lines, { asked: -1 }, before.lines) : rows.lines;
  return {
    rows: { ...withPieces(rows, lines, rows.order.goods), returns: instead(rows, which, after) },
    sagas: [
      { id: `answer ${cause}`, definition: noteReturnSaga, data: dataOf(rows, after, { cause: before.id }) },
    ],
  };
}

function receive<R extends OrderRows>(
  rows: R,
  { which, came: wanted }: Extract<WantOfReturn, { want: 'receive' }>,
  cause: string,
): Decided<R> | undefined {
  const { order, lines, refunds } = rows;
  const before = rows.returns[which];
  if (!before || objectionTo('receipt', before.state)) return undefined;
  const came = received(before.lines, wanted);
  if (came.every((one) => one.received === 0)) return undefined;
  const after = afterReceipt(order, lines, refunds, came);
  const { amount, pieces } = after.worth;
  const told = [...before.told, `return_received ${cause}`];
  const here: SentBack = {
    ...before,
    state: 'received',
    lines: after.returned,
    receipt: cause,
    amount,
    told,
  };
  const data = dataOf(rows, here, { cause, amount, lines: stockedReturn(lines, came) });
  const back = { id: cause, amount, lines: pieces, kind: 'returned' as const };
  return {
    rows: {
      ...withRefund(withPieces(rows, after.lines, after.goods), back),
      returns: instead(rows, which, here),
    },
    sagas: [{ id: `receipt ${cause}`, definition: receiveReturnSaga, data }],
  };
}

const instead = ({ returns }: OrderRows, which: number, after: SentBack) =>
  returns.map((one, at) => (at === which ? after : one));
