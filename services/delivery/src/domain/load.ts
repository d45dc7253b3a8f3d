/** A courier as the batch needs it: `capacity` is the number of bookings a day. */
export interface Courier {
  id: string;
  dailyCapacity: number;
}

/** How many bookings a courier has on a day. */
export interface Load {
  date: string;
  courierId: string;
  booked: number;
  capacity: number;
}

/** What is kept of a courier's day; a null `capacity` is the courier's own. */
export interface SavedLoad {
  date: string;
  courierId: string;
  booked: number;
  capacity: number | null;
}

/** The loads of all couriers by day, changed in memory by one decision after the other. */
export class Calendar {
  readonly #couriers: readonly Courier[];
  readonly #days = new Map<string, Load[]>();
  readonly #saved: ReadonlyMap<string, SavedLoad>;

  /** Of `saved`, days that are missing have no bookings. */
  constructor(couriers: readonly Courier[], saved: readonly SavedLoad[]) {
    this.#couriers = couriers;
    this.#saved = new Map(saved.map((load) => [nameOf(load), load]));
  }

  /** Every courier's load on a day. */
  on(date: string): Load[] {
    let loads = this.#days.get(date);
    if (!loads) {
      loads = this.#couriers.map(({ id, dailyCapacity }) => {
        const saved = this.#saved.get(nameOf({ date, courierId: id }));
        return {
          date,
          courierId: id,
          booked: saved?.booked ?? 0,
          capacity: saved?.capacity ?? dailyCapacity,
        };
      });
      this.#days.set(date, loads);
    }
    return loads;
  }

  /** The loads that differ from what was saved, sorted by date and courier. */
  changed(): Load[] {
    return [...this.#days.values()]
      .flat()
      .filter((load) => load.booked !== (this.#saved.get(nameOf(load))?.booked ?? 0))
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }
}

/** The courier with the smallest share of a capacity booked, of those with a place left; ties by number, id. */
export function leastLoaded(loads: readonly Load[]): Load | undefined {
  let best: Load | undefined;
  for (const load of loads) {
    if (load.booked < load.capacity && (!best || isLess(load, best))) best = load;
  }
  return best;
}

/** Compares booked / capacity without dividing: exact up to 10^6 of each. */
function isLess(a: Load, b: Load): boolean {
  const difference = a.booked * b.capacity - b.booked * a.capacity || a.booked - b.booked;
  return difference < 0 || (difference === 0 && a.courierId < b.courierId);
}

function nameOf({ date, courierId }: { date: string; courierId: string }): string {
  return `${date} ${courierId}`;
}
