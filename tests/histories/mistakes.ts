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
      return (rows, want, cause, inFlight) => {
        const stale = before ?? rows;
        before = rows;
        return own({ ...rows, lines: stale.lines }, want, cause, inFlight);
      };
    },
  },
  'a part gives back what its pieces have cost, whatever went back before': {
    decide: (own) => (rows, want, cause, inFlight) => {
      if (want.want !== 'cancel-part') return own(rows, want, cause, inFlight);
      const blind = own(
        { ...rows, refunds: NONE, order: { ...rows.order, refunded: 0 } },
        want,
        cause,
        inFlight,
      );
      const [added] = blind.rows.refunds;
      const refunded = (rows.order.refunded ?? 0) + (added?.amount ?? 0) || null;
      const order = { ...blind.rows.order, refunded };
      return { ...blind, rows: { ...blind.rows, order, refunds: [...rows.refunds, ...blind.rows.refunds] } };
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
