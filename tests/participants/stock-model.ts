import assert from 'node:assert/strict';
import { newId } from '@sagashop/kernel/ids';
import { done, fault, type Reply, refused } from '@sagashop/saga/message';
import fc from 'fast-check';
import { command, opened as open } from '../../services/stock/test/opened.ts';
import { anOrder, type Driven, emptied, onDatabase, rarely, type Subject, type World } from './drive.ts';

interface Line {
  product: number;
  quantity: number;
}

interface Wish {
  verb: 'reserve' | 'release' | 'take' | 'return';
  order: number;
  late: boolean;
  lines: Line[];
}

/** What staff do to a product. */
interface Change {
  product: number;
  quantity: number;
  reason: 'received' | 'counted' | 'lost';
}

interface Known {
  state: 'reserved' | 'taken' | 'released' | 'refused' | 'returned';
  lines: Map<number, number>;
  refusal: Reply | null;
}

/** What there is at first of each product; the last one has no stock at all. */
const RECEIVED = [4, 8];
const UNKNOWN = RECEIVED.length;

/** A stock service on a database of its own, to be driven by chance. */
export async function drivenStock(): Promise<Subject<Wish, Change>> {
  const driven = await onDatabase('stock', open);
  const { opened, sql, wrong } = driven;
  const product = fc.oneof(
    { weight: 8, arbitrary: fc.nat(UNKNOWN - 1) },
    { weight: 1, arbitrary: fc.constant(UNKNOWN) },
  );
  return {
    name: 'stock',
    table: 'reservations',
    does: 'stock.reserve',
    undone: 'released',
    sql,
    wish: fc.record({
      verb: fc.constantFrom('reserve', 'reserve', 'release', 'take', 'take', 'return'),
      order: anOrder,
      late: rarely,
      lines: fc.array(fc.record({ product, quantity: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    change: fc.record({
      product: fc.nat(UNKNOWN - 1),
      quantity: fc.integer({ min: 1, max: 5 }),
      reason: fc.constantFrom('received', 'counted', 'lost'),
    }),
    send: opened.send,
    wrong,
    begin: async (orders) => {
      await emptied(sql, 'reservations', 'goods', 'receipts', 'movements', 'outbox');
      const products = [...(await opened.products(...RECEIVED)), newId()];
      return goods(orders, products, driven);
    },
  };
}

type Service = Driven<Awaited<ReturnType<typeof open>>>;

function goods(orders: readonly string[], products: string[], { opened, sql }: Service): World<Wish, Change> {
  const store = new Store(products, orders.length - 1);
  return {
    command: ({ verb, order, late, lines }) => {
      const named = lines.map(({ product, quantity }) => ({ product: products[product], quantity }));
      const body = verb === 'reserve' ? { lines: named } : {};
      return command(`stock.${verb}`, orders[order]!, body, late ? -1000 : 60_000);
    },
    model: (wish) => store.handle(wish),
    change: async ({ product, quantity, reason }) => {
      const said = { quantity: reason === 'lost' ? -quantity : quantity, reason };
      const { statusCode } = await opened.adjust(products[product]!, said);
      assert.equal(statusCode, store.adjust(product, said) ? 201 : 409);
    },
    expected: () => ({
      movements: { wrong: 0, unlike: 0 },
      goods: store.shelf.map(({ onHand, reserved }, product) => [
        products[product],
        onHand,
        reserved,
        levelOf(onHand - reserved),
      ]),
      orders: [...store.orders]
        .sort(([a], [b]) => a - b)
        .map(([order, { state, lines }]) => [
          orders[order],
          state,
          [...lines].map(([product, quantity]) => `${products[product]} ${quantity}`),
        ]),
    }),
    actual: async () => {
      const [shelf, reservations, [movements]] = await Promise.all([
        sql`select product_id, on_hand, reserved, availability from goods`.values(),
        sql`select order_id, state, to_json(array(select p || ' ' || q from unnest(product_ids, quantities) as l (p, q)))
          from reservations order by order_id`.values(),
        // Each says what was on hand after it, and the sum of all is what is on hand.
        sql`select count(*) filter (where on_hand <> until_then)::int as wrong,
            count(*) filter (where is_last and until_then <> (select on_hand from goods where product_id = m.product_id))::int
              as unlike
          from (
            select *, sum(quantity) over (partition by product_id order by seq) as until_then,
              seq = max(seq) over (partition by product_id) as is_last
            from movements) m`,
      ]);
      return {
        movements: { ...movements },
        goods: products.flatMap((id) => shelf.filter(([product]) => product === id).map((row) => [...row])),
        orders: reservations.map((row) => [...row]),
      };
    },
  };
}

function levelOf(available: number): string {
  if (available === 0) return 'out';
  return available > 5 ? 'in_stock' : 'low';
}

/** What is on the shelf and what each order has of it, obeying one command after the other. */
class Store {
  readonly shelf = RECEIVED.map((onHand) => ({ onHand, reserved: 0 }));
  readonly orders = new Map<number, Known>();
  readonly #products: readonly string[];
  readonly #noOrder: number;

  constructor(products: readonly string[], noOrder: number) {
    this.#products = products;
    this.#noOrder = noOrder;
  }

  handle({ verb, order, late, lines }: Wish): Reply {
    if (order === this.#noOrder) return fault('no order');
    const known = this.orders.get(order);
    if (verb === 'reserve') return known ? repeated(known) : this.#reserve(order, lines, late);
    if (verb === 'release' && !known) {
      this.orders.set(order, { state: 'released', lines: new Map(), refusal: null });
      return done();
    }
    if (verb === 'return' && known?.state === 'taken') return this.#putBack(known);
    if (known?.state === 'reserved' && verb !== 'return') return this.#end(known, verb);
    const fine = FINE[verb];
    return known && fine.includes(known.state) ? done() : fault('out of turn');
  }

  #reserve(order: number, lines: readonly Line[], late: boolean): Reply {
    const wanted = new Map<number, number>();
    for (const { product, quantity } of lines) wanted.set(product, (wanted.get(product) ?? 0) + quantity);
    const free = ({ onHand, reserved } = { onHand: 0, reserved: 0 }) => onHand - reserved;
    const short = [...wanted].filter(([product, quantity]) => free(this.shelf[product]) < quantity);
    const shortages = short.map(([product, requested]) => {
      return { productId: this.#products[product], requested, available: free(this.shelf[product]) };
    });
    const products = shortages.map(({ productId }) => productId);
    const outOfStock = short.length > 0 ? refused('out_of_stock', { products, shortages }) : null;
    const refusal = late ? refused('expired') : outOfStock;
    const state = refusal ? 'refused' : 'reserved';
    this.orders.set(order, { state, lines: refusal ? new Map() : wanted, refusal });
    if (refusal) return refusal;
    for (const [product, quantity] of wanted) this.shelf[product]!.reserved += quantity;
    return done();
  }

  /** Whether staff may do it; then it is done. */
  adjust(product: number, { quantity, reason }: Pick<Change, 'quantity' | 'reason'>): boolean {
    const there = this.shelf[product]!;
    const after = reason === 'counted' ? quantity : there.onHand + quantity;
    if (after < there.reserved) return false;
    there.onHand = after;
    return true;
  }

  #putBack(known: Known): Reply {
    for (const [product, quantity] of known.lines) this.shelf[product]!.onHand += quantity;
    known.state = 'returned';
    return done();
  }

  #end(known: Known, verb: 'release' | 'take'): Reply {
    for (const [product, quantity] of known.lines) {
      const there = this.shelf[product]!;
      there.reserved -= quantity;
      if (verb === 'take') there.onHand -= quantity;
    }
    known.state = verb === 'take' ? 'taken' : 'released';
    return done();
  }
}

/** In which states a command has nothing to do any more. */
const FINE: Record<Exclude<Wish['verb'], 'reserve'>, readonly Known['state'][]> = {
  take: ['taken', 'returned'],
  return: ['returned'],
  release: ['released', 'refused'],
};

function repeated({ state, refusal }: Known): Reply {
  return refusal ?? (state === 'released' ? refused('undone') : done());
}
