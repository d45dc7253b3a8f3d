import { placesOf } from '@sagashop/stock/contract';
import { stockedId } from '../domain/stocked-id.ts';
import { findShipments } from './find-shipments.ts';
import type { Reading } from './reading.ts';

const AT_ONCE = 500; // parcels that are asked for together
/** A list for picking is of so many parcels at most. */
export const MOST_PICKED = 2000;

type Found = Awaited<ReturnType<typeof findShipments>>['items'][number];

/** What of one product, or of one of its variants, goes into which parcels. */
export interface Pick {
  productId: string;
  variantId?: string;
  name: string;
  place: string | null;
  quantity: number;
  parcels: { id: string; number: string; quantity: number }[];
}

/**
 * What is to be taken from the shelves for the planned parcels of a day, of one courier's if one is named, or for those with
 * these ids, but for those that are stopped: by where it lies, and what lies nowhere that anybody has said last. Without places while stock does not answer.
 */
export async function findPicks(
  reading: Reading,
  filter: { date?: string; courier?: string; ids?: readonly string[] },
): Promise<{ parcels: number; items: Pick[] }> {
  const parcels = (await everyPlanned(reading, filter)).filter(
    ({ state, stopped }) => state === 'planned' && !stopped,
  );
  const picks = new Map<string, Pick>();
  for (const { id, number, lines } of parcels)
    for (const { productId, variantId, name, quantity } of lines) {
      const of = { productId, ...(variantId && { variantId }) };
      const stocked = stockedId(of);
      const pick = picks.get(stocked) ?? { ...of, name, place: null, quantity: 0, parcels: [] };
      pick.quantity += quantity;
      pick.parcels.push({ id, number, quantity });
      picks.set(stocked, pick);
    }
  const { items } = await reading.peers
    .ask(placesOf, { ids: [...picks.keys()] })
    .catch(() => ({ items: [] as { id: string; place: string }[] }));
  for (const { id, place } of items) picks.get(id)!.place = place;
  return { parcels: parcels.length, items: [...picks.values()].sort(byPlace) };
}

async function everyPlanned(reading: Reading, { ids, ...filter }: Parameters<typeof findPicks>[1]) {
  const found: Found[] = [];
  let after: string | undefined;
  do {
    const wanted = { ...filter, ...(ids && { ids: [...ids] }), ...(after && { after }) };
    const page = await findShipments(reading, { ...wanted, limit: AT_ONCE });
    found.push(...page.items);
    after = page.full && page.last ? `${page.last.order} ${page.last.id}` : undefined;
  } while (after && found.length < MOST_PICKED);
  return found;
}

// As people count: A-2 is before A-12.
const ordered = new Intl.Collator('en', { numeric: true });

function byPlace(one: Pick, other: Pick): number {
  if ((one.place === null) !== (other.place === null)) return one.place === null ? 1 : -1;
  return ordered.compare(one.place ?? '', other.place ?? '') || ordered.compare(one.name, other.name);
}
