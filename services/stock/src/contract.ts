import { Id } from '@sagashop/chassis/http/shapes';
import { auditCall } from '@sagashop/chassis/service/audit';
import { call, eventType } from '@sagashop/chassis/service/calls';
import { commandType } from '@sagashop/saga/message';
import { foretellCall } from '@sagashop/vocabulary/foretell-call';
import { historyCall } from '@sagashop/vocabulary/history-call';
import { recordCall } from '@sagashop/vocabulary/record-call';
import { type Static, Type } from 'typebox';

const Nothing = Type.Object({});
const Line = Type.Object({ product: Id, quantity: Type.Integer({ minimum: 1 }) });

/**
 * Sets goods aside for an order, all lines or none. Refused as `out_of_stock` with the ids of the `products` that are
 * short, and as `shortages` how many pieces of each were asked for and how many there were.
 */
export const reserve = commandType(
  'stock.reserve',
  Type.Object({ lines: Type.Array(Line, { minItems: 1 }) }),
);

/** Undoes a reservation, also one that has not come yet. */
export const release = commandType('stock.release', Nothing);

/** Takes an order's reserved goods out of the store. */
export const take = commandType('stock.take', Nothing);

/** Puts the taken goods of an order back into the store; for an order that was cancelled afterwards. */
export const putBack = commandType('stock.return', Nothing);

/** Opens the stock of new products with nothing on hand; a product that has one keeps it. */
export const openStock = call('stock', 'open', Type.Object({ products: Type.Array(Id) }), Nothing);

const Availability = Type.Union([Type.Literal('in_stock'), Type.Literal('low'), Type.Literal('out')]);

/**
 * A product's availability changed; a larger sequence is newer. Of the last few it says how many are `left`, which a
 * release before did not.
 */
export const availabilityChanged = eventType(
  'stock.availability_changed',
  Type.Object({
    product: Id,
    availability: Availability,
    left: Type.Optional(Type.Integer()),
    sequence: Type.Integer(),
  }),
);

/** Which movements a command of an order would write. */
export const foretell = foretellCall(
  'stock',
  Type.Object({
    movements: Type.Array(Type.Object({ product: Id, quantity: Type.Integer(), reason: Type.String() })),
  }),
);

/** What became of an order's goods: reserved, taken and returned. */
export const history = historyCall('stock');

/** What stock knows of one order. */
export const StockFact = Type.Object({ order: Id, state: Type.String(), lines: Type.Array(Line) });

export type StockFact = Static<typeof StockFact>;

export const auditStock = auditCall('stock', StockFact);
export const recordStock = recordCall('stock', StockFact);
