import { type Api, fewAtATime } from './api.ts';
import type { Told } from './orders.ts';
import type { Progress } from './progress.ts';
import type { Customer } from './props.ts';

export interface KeptOrder {
  id: string;
  status: string;
}

/** What the shop said, compared with what it keeps. */
export interface ReadBack {
  ok: boolean;
  /** How many orders the shop said are confirmed. */
  confirmed: number;
  /** How many orders it keeps of this run's customers, whatever became of them. */
  found: number;
  /** Said to be confirmed, and not kept as that; or one order said to two requests. */
  lost: string[];
  /** Kept more than once. */
  doubled: string[];
  /** Kept though nobody was told of them, or confirmed though their customer was told that they are not. */
  unknown: string[];
}

interface Page {
  items: KeptOrder[];
  nextCursor: string | null;
}

/** Reads all orders of these customers, as they see them. */
export async function readOrders(
  api: Api,
  customers: readonly Customer[],
  options: { expected: number; progress: Progress; signal: AbortSignal },
): Promise<KeptOrder[]> {
  const kept: KeptOrder[] = [];
  await fewAtATime(customers, 4, async ({ token }) => {
    let cursor: string | null = '';
    while (cursor !== null) {
      options.signal.throwIfAborted();
      const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page = await api.call('GET', `/api/orders?limit=100${after}`, { token });
      for (const { id, status } of page.items) kept.push({ id, status });
      cursor = page.nextCursor;
      options.progress.update(
        'reading the orders back',
        Math.min(kept.length, options.expected),
        options.expected,
      );
    }
  });
  return kept;
}

/**
 * Finds the orders that are lost, doubled or too many. Those that nobody was told of are no fault as long as
 * there are no more of them than requests that got no clear answer.
 */
export function compare(told: Told, kept: readonly KeptOrder[]): ReadBack {
  const statuses = new Map(kept.map(({ id, status }) => [id, status]));
  const confirmed = new Set(told.confirmed);
  const known = new Set([...told.confirmed, ...told.cancelled, ...told.open]);
  const lost = [
    ...[...confirmed].filter((id) => !isKeptWhole(statuses.get(id))),
    ...repeated(told.confirmed),
  ];
  const doubled = repeated(kept.map(({ id }) => id));
  const contradicted = told.cancelled.filter((id) => isKeptWhole(statuses.get(id)));
  const unknown = [...statuses.keys()].filter((id) => !known.has(id));
  const tooMany = unknown.length > told.uncertain;
  return {
    ok: lost.length === 0 && doubled.length === 0 && contradicted.length === 0 && !tooMany,
    confirmed: told.confirmed.length,
    found: kept.length,
    lost,
    doubled,
    unknown: [...unknown, ...contradicted],
  };
}

// A confirmed order may have gone on its way meanwhile.
function isKeptWhole(status: string | undefined): boolean {
  return status === 'confirmed' || status === 'shipped' || status === 'delivered';
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const id of ids) (seen.has(id) ? again : seen).add(id);
  return [...again];
}
