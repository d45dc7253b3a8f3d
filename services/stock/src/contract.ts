import { Id } from '@sagashop/chassis/http/shapes';
import { call, eventType } from '@sagashop/chassis/service/calls';
import { commandType } from '@sagashop/saga/message';
import { auditCall } from '@sagashop/vocabulary/audit-call';
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

/**
 * Puts pieces of an order's goods back, once for each cause, while the rest of them is gone; what is still set aside is
 * taken first. A type of its own, since a release that knows no causes must not take it for the whole.
 */
export const returnPart = commandType(
  'stock.return_part',
  Type.Object({ cause: Id, lines: Type.Array(Line, { minItems: 1 }) }),
);

/**
 * Takes pieces of an order's goods back that their customer had, once for each cause: they are on hand again, but for those
 * that are `damaged`, which are written off at once.
 */
export const takeBack = commandType(
  'stock.take_back',
  Type.Object({
    cause: Id,
    lines: Type.Array(Type.Object({ ...Line.properties, damaged: Type.Integer({ minimum: 0 }) }), {
      minItems: 1,
    }),
  }),
);

/** Opens the stock of new products with nothing on hand; a product that has one keeps it. */
export const openStock = call('stock', 'open', Type.Object({ products: Type.Array(Id) }), Nothing);

/**
 * Opens the stock of variants: each is stocked by its own id, and belongs to a product, whose own id may be one of them. One
 * that is gone is received no more, and its stock stays; it never comes back.
 */
export const openVariants = call(
  'stock',
  'variants',
  Type.Object({ items: Type.Array(Type.Object({ id: Id, product: Id, gone: Type.Boolean() })) }),
  Nothing,
);

const Pieces = Type.Integer({ minimum: 0 });
const Threshold = Type.Union([Pieces, Type.Null()]);
const Place = Type.Union([Type.String(), Type.Null()]);
const Who = Type.Object({
  actor: Type.Object({ id: Id, roles: Type.Array(Type.String()) }),
  from: Type.String(),
});
const LONG = { patience: 60_000 };

/** How much there is of products, those left out of which stock does not know. */
export const goodsOf = call(
  'stock',
  'goods',
  Type.Object({ products: Type.Array(Id) }),
  Type.Object({
    items: Type.Array(
      // A release before does not say where it lies.
      Type.Object({
        ...{ id: Id, onHand: Pieces, reserved: Pieces, threshold: Threshold, place: Type.Optional(Place) },
      }),
    ),
  }),
);

/** Where on the shelves lies what is stocked by these ids; those left out of which nobody has said it. */
export const placesOf = call(
  'stock',
  'places',
  Type.Object({ ids: Type.Array(Id) }),
  Type.Object({ items: Type.Array(Type.Object({ id: Id, place: Type.String() })) }),
  { patience: 1000 },
);

/** What of a product is not as an import says that it was, or cannot become what it says. */
const Differing = Type.Object({
  product: Id,
  field: Type.String(),
  now: Type.Union([Threshold, Type.String()]),
});

const Imported = Type.Object({
  import: Id,
  by: Who,
  rows: Type.Array(
    Type.Object({
      product: Id,
      onHand: Type.Optional(Type.Object({ was: Pieces, is: Pieces })),
      received: Type.Optional(Type.Integer({ minimum: 1 })),
      threshold: Type.Optional(Type.Object({ was: Threshold, is: Threshold })),
      place: Type.Optional(Type.Object({ was: Place, is: Place })),
    }),
  ),
});
const Outdated = Type.Object({ outdated: Type.Array(Differing) });

/**
 * Changes many products as a file says, all of them or none, once for an import: how many were counted, how many came in,
 * and from how many on they are low. Where something is not as it `was`, nothing is done, and `outdated` says what.
 */
export const importGoods = call('stock', 'import', Imported, Outdated, LONG);

/** The same where the file says places, too. A call of its own, since a release that knows none must not leave them out. */
export const importPlaces = call('stock', 'import-places', Imported, Outdated, LONG);

const TakenBack = Type.Object({
  import: Id,
  by: Who,
  thresholds: Type.Array(Type.Object({ product: Id, was: Threshold, is: Threshold })),
  places: Type.Optional(Type.Array(Type.Object({ product: Id, was: Place, is: Place }))),
});
const Kept = Type.Object({ kept: Type.Array(Differing) });

/**
 * Takes an import back, once: by movements with the sign turned, as far as there are so many pieces that no order has set
 * aside, and thresholds that are still what it made them. `kept` is what stays.
 */
export const undoImport = call('stock', 'undo-import', TakenBack, Kept, LONG);

/** The same of a file that said places, too: those that are still what it made them. */
export const undoImportPlaces = call('stock', 'undo-import-places', TakenBack, Kept, LONG);

const Availability = Type.Union([Type.Literal('in_stock'), Type.Literal('low'), Type.Literal('out')]);

/**
 * The availability of what is stocked by an id changed, a product or a variant; a larger sequence is newer. Of the last few it says how many are `left`, which a
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
export const StockFact = Type.Object({
  order: Id,
  state: Type.String(),
  lines: Type.Array(Line),
  /** Pieces that came back while the rest did not. A release before says nothing. */
  parts: Type.Optional(
    Type.Union([
      Type.Array(
        Type.Object({
          cause: Id,
          lines: Type.Array(Line),
          /** Of these, what was written off; left out where all of it is good. */
          damaged: Type.Optional(Type.Array(Line)),
        }),
      ),
      Type.Null(),
    ]),
  ),
});

export type StockFact = Static<typeof StockFact>;

export const auditStock = auditCall('stock', StockFact);
export const recordStock = recordCall('stock', StockFact);
