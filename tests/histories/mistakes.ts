import type { OrderRows } from '@sagashop/shop-world/order-rows';
import type { Spoilt } from './history.ts';

type Body = { cause?: string };

let told = 0;
const NONE: OrderRows['refunds'] = [];

/** A command whose cause is another than it was. */
const withCause = (types: readonly string[], cause: (own: string) => string): Spoilt => ({
  take: (own) => (service, order, type, body) => {
    const known = (body as Body).cause;
    const changed = known !== undefined && types.includes(type);
    return own(service, order, type, changed ? { ...(body as Body), cause: cause(known) } : body);
  },
});

/** What somebody who writes this may get wrong. */
export const MISTAKES: Record<string, Spoilt> = {
  'a refund has no cause in its key: the second is taken for the first': {
    take: (own) => {
      const given = new Map<string, unknown>();
      return (service, order, type, body) => {
        if (type !== 'payment.refund_part') return own(service, order, type, body);
        const first = given.get(order) ?? body;
        given.set(order, first);
        return own(service, order, type, first);
      };
    },
  },
  'pieces come back as often as they are told to': withCause(['stock.return_part'], () => `again ${told++}`),
  'a message has no cause in its key': withCause(['notify.tell_pieces', 'notify.tell_shipment'], () => ''),
  'pieces are counted on rows that were read before the lock': {
    decide: (own) => {
      let before: OrderRows | undefined;
      return (rows, ...about) => {
        const stale = before ?? rows;
        before = rows;
        return own({ ...rows, lines: stale.lines }, ...about);
      };
    },
  },
  'a part gives back what its pieces have cost, whatever went back before': {
    decide:
      (own) =>
      (rows, want, ...about) => {
        if (want.want !== 'cancel-part') return own(rows, want, ...about);
        const blind = own({ ...rows, refunds: NONE, order: { ...rows.order, refunded: 0 } }, want, ...about);
        const [added] = blind.rows.refunds;
        const refunded = (rows.order.refunded ?? 0) + (added?.amount ?? 0) || null;
        const order = { ...blind.rows.order, refunded };
        return {
          ...blind,
          rows: { ...blind.rows, order, refunds: [...rows.refunds, ...blind.rows.refunds] },
        };
      },
  },
  'what came back is put on its shelf again whenever that is told again': withCause(
    ['stock.take_back'],
    () => `again ${told++}`,
  ),
  'money goes back for what was to be sent back, and not for what has come': {
    decide:
      (own) =>
      (rows, want, ...about) => {
        const honest = own(rows, want, ...about);
        const lines = want.want === 'receive' ? rows.returns[want.which]?.lines : undefined;
        if (want.want !== 'receive' || honest.rows === rows || !lines) return honest;
        const came = lines.map(({ place, quantity }) => ({
          place,
          received: quantity,
          resellable: quantity,
        }));
        const greedy = own(rows, { ...want, came }, ...about);
        const { amount } = greedy.sagas[0]!.data as { amount: number };
        const { refunds, order } = greedy.rows;
        const refunded = { ...honest.rows.order, refunded: order.refunded ?? null };
        return {
          rows: { ...honest.rows, refunds, order: refunded },
          sagas: honest.sagas.map((saga) => ({ ...saga, data: { ...(saga.data as object), amount } })),
        };
      },
  },
  'what is no good any more goes on its shelf with the rest': {
    take: (own) => (service, order, type, body) => {
      const { lines = [], ...more } = body as { lines?: object[] };
      const whole = { ...more, lines: lines.map((line) => ({ ...line, damaged: 0 })) };
      return own(service, order, type, type === 'stock.take_back' ? whole : body);
    },
  },
  'pieces that were refused, or did not come, stay asked for': {
    decide:
      (own) =>
      (rows, want, ...about) => {
        const decided = own(rows, want, ...about);
        const isLast = want.want === 'receive' || (want.want === 'answer' && want.answer === 'refusal');
        if (!isLast || decided.rows === rows) return decided;
        const lines = decided.rows.lines.map((line, place) => {
          const asked = rows.lines[place]!.counts?.asked;
          return line.counts && asked ? { ...line, counts: { ...line.counts, asked } } : line;
        });
        return { ...decided, rows: { ...decided.rows, lines } };
      },
  },
  'a withdrawal is carried out as often as a sweep finds it': {
    decide:
      (own) =>
      (rows, want, ...about) => {
        const withdrawals = rows.withdrawals.map((one) => ({ ...one, state: 'confirmed' as const }));
        return own(want.want === 'sweep' ? { ...rows, withdrawals } : rows, want, ...about);
      },
  },
  'a parcel is where the message says that came last': {
    take: (own) => {
      let nth = 1_000;
      return (service, order, type, body) =>
        own(
          service,
          order,
          type,
          type === 'delivery.move_shipment' ? { ...(body as Body), nth: nth++ } : body,
        );
    },
  },
};
