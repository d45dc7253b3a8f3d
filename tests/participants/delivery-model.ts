import { done, fault, type Reply, refused } from '@sagashop/saga/message';
import fc from 'fast-check';
import { command, day, opened as open } from '../../services/delivery/test/opened.ts';
import { anOrder, type Driven, emptied, onDatabase, rarely, type Subject, type World } from './drive.ts';

interface Wish {
  verb: 'book' | 'cancel';
  order: number;
  late: boolean;
  /** The how-manyth day from tomorrow; 0: any; NEVER: one that has passed. */
  day: number;
}

interface Capacity {
  courier: number;
  capacity: number;
}

interface Known {
  state: 'booked' | 'cancelled' | 'refused';
  reason: string | null;
  /** Courier, date, place and capacity of the booking that was made. */
  booking: [string, string, number, number] | null;
}

const NEVER = 15;
const CAPACITIES = [1, 2];
const LAST_DAY = 14;

/** A delivery service with two couriers on a database of its own, to be driven by chance. */
export async function drivenDelivery(): Promise<Subject<Wish, Capacity>> {
  const driven = await onDatabase('delivery', open);
  const { opened, sql, wrong } = driven;
  const couriers = await opened.couriers(...CAPACITIES);
  return {
    name: 'delivery',
    table: 'bookings',
    does: 'delivery.book',
    undone: 'cancelled',
    sql,
    wish: fc.record({
      verb: fc.constantFrom('book', 'book', 'cancel'),
      order: anOrder,
      late: rarely,
      day: fc.constantFrom(0, 0, 1, 1, 2, LAST_DAY, NEVER),
    }),
    change: fc.record({ courier: fc.nat(1), capacity: fc.nat(3) }),
    send: opened.send,
    wrong,
    begin: async (orders) => {
      await emptied(sql, 'bookings', 'courier_days');
      const world = rounds(orders, couriers, driven);
      for (const [courier, capacity] of CAPACITIES.entries()) await world.change({ courier, capacity });
      return world;
    },
    moment: () => day(1),
  };
}

type Service = Driven<Awaited<ReturnType<typeof open>>>;

function rounds(orders: readonly string[], couriers: string[], service: Service): World<Wish, Capacity> {
  const { opened, sql } = service;
  const schedule = new Schedule(couriers, orders.length - 1);
  return {
    command: (wish) => {
      const body = wish.verb === 'book' ? { date: dateOf(wish) } : {};
      return command(`delivery.${wish.verb}`, orders[wish.order]!, body, wish.late ? -1000 : 60_000);
    },
    model: (wish) => schedule.handle(wish),
    change: async ({ courier, capacity }) => {
      await opened.capacity(couriers[courier]!, capacity);
      schedule.capacities[courier] = capacity;
    },
    expected: () => ({
      days: [...schedule.booked].filter(([, count]) => count > 0).sort(),
      orders: [...schedule.orders]
        .sort(([a], [b]) => a - b)
        .map(([order, { state, reason, booking }]) => [
          orders[order],
          state,
          reason,
          ...(booking ?? [null, null, null, null]),
        ]),
    }),
    actual: async () => {
      const [days, bookings] = await Promise.all([
        sql`select date || ' ' || courier_id as name, booked from courier_days where booked > 0 order by name`.values(),
        sql`select order_id, state, reason, courier_id, date, place, capacity from bookings order by order_id`.values(),
      ]);
      return { days: days.map((row) => [...row]), orders: bookings.map((row) => [...row]) };
    },
  };
}

function dateOf(wish: Wish): string | null {
  if (wish.day === 0) return null;
  return wish.day === NEVER ? '2020-01-01' : day(wish.day);
}

/** Two couriers' days and each order's booking, obeying one command after the other. */
class Schedule {
  readonly capacities = [...CAPACITIES];
  /** Bookings by date and courier. */
  readonly booked = new Map<string, number>();
  readonly orders = new Map<number, Known>();
  readonly #couriers: readonly string[];
  readonly #noOrder: number;

  constructor(couriers: readonly string[], noOrder: number) {
    this.#couriers = couriers;
    this.#noOrder = noOrder;
  }

  handle(wish: Wish): Reply {
    if (wish.order === this.#noOrder) return fault('no order');
    const known = this.orders.get(wish.order);
    if (wish.verb === 'book') return known ? repeated(known) : this.#book(wish);
    if (!known) this.orders.set(wish.order, { state: 'cancelled', reason: null, booking: null });
    else if (known.state === 'booked') {
      const [courier, date] = known.booking!;
      this.#count(date, courier, -1);
      known.state = 'cancelled';
    }
    return done();
  }

  #book(wish: Wish): Reply {
    const found = this.#freeCourier(wish);
    const reason = wish.late ? 'expired' : found ? null : 'no_courier';
    if (reason || !found) {
      this.orders.set(wish.order, { state: 'refused', reason, booking: null });
      return refused(reason!);
    }
    const place = this.#count(found.date, found.courier, 1);
    const booking: Known['booking'] = [found.courier, found.date, place, found.capacity];
    const known: Known = { state: 'booked', reason: null, booking };
    this.orders.set(wish.order, known);
    return repeated(known);
  }

  /** On the first day with a place: who has the smallest part of their places taken, then fewest, then by id. */
  #freeCourier({ day: wanted }: Wish) {
    const days = wanted === 0 ? Array.from({ length: LAST_DAY }, (_, at) => at + 1) : [wanted];
    for (const date of days.filter((each) => each !== NEVER).map(day)) {
      const free = this.#couriers
        .map((courier, at) => ({
          courier,
          date,
          capacity: this.capacities[at]!,
          taken: this.#count(date, courier, 0),
        }))
        .filter(({ capacity, taken }) => taken < capacity)
        .sort((a, b) => a.taken / a.capacity - b.taken / b.capacity || a.taken - b.taken);
      if (free[0]) return free[0];
    }
    return undefined;
  }

  #count(date: string, courier: string, more: number): number {
    const name = `${date} ${courier}`;
    const count = (this.booked.get(name) ?? 0) + more;
    this.booked.set(name, count);
    return count;
  }
}

function repeated({ state, reason, booking }: Known): Reply {
  if (reason) return refused(reason);
  if (state === 'cancelled') return refused('undone');
  const [courier, date] = booking!;
  return done({ date, courier });
}
