import { must } from './ask.ts';
import { begin, end } from './faults.ts';
import { lesson } from './lesson.ts';
import { afford, drawnSteps, endedSaga, extra, goods, MOST, order, tidyUp } from './orders.ts';
import type { Place } from './place.ts';
import { type Compared, planted } from './worlds.ts';

type Json = ReturnType<typeof JSON.parse>;

interface Line {
  key: string;
  phase: string;
  status: string;
}

interface Found {
  wanted: string;
  status: number;
  reason: string;
  lines: Line[];
  /** What each participant has of this order now. */
  rows: { service: string; state: string; agrees: boolean }[];
  held: number;
}

const REASONS: Readonly<Record<string, string>> = {
  noneLeft: 'out_of_stock',
  noMoney: 'insufficient_funds',
  noCourier: 'no_courier',
};
const GONE = new Set(['refused', 'released', 'none', 'cancelled']);

/** Somebody without money orders, or somebody with enough of it more than there is, or what delivery refuses to bring. */
async function run(place: Place, choice: string): Promise<Found> {
  const as = await extra(place, choice === 'noMoney' ? 'poor' : 'buyer');
  await tidyUp(place, as);
  const { id: product, price } = await goods(place);
  if (choice !== 'noMoney') await afford(place, price * MOST, as);
  const wish = { fault: 'refuse', command: 'delivery.book', seconds: 20, as };
  const fault = choice === 'noCourier' && (await begin(place, wish));
  const quantity = choice === 'noneLeft' ? MOST : 1;
  const { status, body } = await order(place, { product, quantity, as, lesson: 2 }).finally(
    () => fault && end(place, fault, as),
  );
  const id = String(body.orderId ?? body.id);
  const saga = await endedSaga(place, id, as);
  const { held } = await must(place, 'GET', '/account', { as });
  const rows = drawnSteps(saga).flatMap(({ record }: Json) => record ?? []);
  const lines = saga.steps;
  return { wanted: REASONS[choice]!, status, reason: body.code, lines, rows, held: held.amount };
}

/** The steps that had been asked for before the saga turned back, and are to be undone. */
const asked = (lines: readonly Line[]) =>
  lines.filter(
    ({ key, phase }) => phase === 'do' && ['hold-money', 'reserve-goods', 'book-courier'].includes(key),
  );

function undone({ lines }: Found) {
  const does = asked(lines);
  const undoes = does.filter(({ key }) =>
    lines.some((line) => line.key === key && line.phase === 'undo' && line.status === 'done'),
  );
  return {
    ok: does.length > 0 && undoes.length === does.length,
    values: { n: undoes.length, of: does.length },
  };
}

/** A participant refuses, and all that was done for the order is undone. */
export const oneSaysNo = lesson<Found, Compared>({
  number: 2,
  name: 'one-says-no',
  where: 'shop',
  patterns: ['saga-orchestration', 'compensation-and-pivot'],
  options: ['noneLeft', 'noMoney', 'noCourier'],
  right: () => 2,
  on: {
    run,
    see: ({ lines }) =>
      lines.map(({ key, phase, status }) => ({
        key: phase === 'undo' ? 'undid' : 'did',
        values: { step: key, status },
      })),
    checks: {
      refused: ({ status, reason, wanted }) => ({
        ok: status === 409 && reason === wanted,
        values: { status, reason },
      }),
      undone,
      nothingLeft: ({ rows, held }) => {
        const left = rows.filter(
          ({ service, state }) => service !== 'order' && service !== 'notify' && !GONE.has(state),
        );
        return { ok: left.length === 0 && held === 0, values: { n: left.length, held } };
      },
      agree: ({ rows }) => ({ ok: rows.every(({ agrees }) => agrees), values: { n: rows.length } }),
    },
  },
  off: planted({
    one: { mistake: 'one undo is enough', breaks: ['participant_agrees'] },
  }),
  code: [
    { file: 'services/order/src/sagas/place-order.ts', symbol: 'placeOrderSaga' },
    { file: 'packages/saga/src/moves.ts', symbol: 'turnBack' },
    { file: 'services/payment/src/domain/hold.ts', symbol: 'releaseMoney' },
  ],
  cost: { bench: 'orders' },
});
