import { must } from './ask.ts';
import { lesson } from './lesson.ts';
import { drawnSteps, endedSaga, extra, goods, order, tidyUp, topUp } from './orders.ts';
import type { Place } from './place.ts';

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

const MOST = 10_000; // pieces, more than any demo has
const REASONS: Readonly<Record<string, string>> = { noneLeft: 'out_of_stock', noMoney: 'insufficient_funds' };
const GONE = new Set(['refused', 'released', 'none', 'cancelled']);

/** Somebody without money orders, or somebody with enough of it more than there is. */
async function run(place: Place, choice: string): Promise<Found> {
  const rich = choice === 'noneLeft';
  const as = await extra(place, rich ? 'buyer' : 'poor');
  await tidyUp(place, as);
  const { id: product, price } = await goods(place);
  const account = await must(place, 'GET', '/account', { as });
  const missing = price * MOST - account.available.amount;
  if (rich && missing > 0) await topUp(place, missing, as);
  const { status, body } = await order(place, { product, quantity: rich ? MOST : 1, as, lesson: 2 });
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
export const oneSaysNo = lesson<Found>({
  number: 2,
  name: 'one-says-no',
  where: 'shop',
  patterns: ['saga-orchestration', 'compensation-and-pivot'],
  options: ['noneLeft', 'noMoney'],
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
  code: [
    { file: 'services/order/src/sagas/place-order.ts', symbol: 'placeOrderSaga' },
    { file: 'packages/saga/src/moves.ts', symbol: 'turnBack' },
    { file: 'services/payment/src/domain/hold.ts', symbol: 'releaseMoney' },
  ],
  cost: { bench: 'orders' },
});
