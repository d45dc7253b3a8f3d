import { get, orErrorPage } from '../shop/api.server';
import type { List, Picks, Shipment } from '../shop/api-types';
import { boughtId } from '../shop/goods';
import { packingBoard } from './packing-board.server';
import { qrOf } from './qr.server';

const AT_ONCE = 100; // parcels that an address of the API names
const MOST = 500; // pages of one print
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The slips of the parcels that an address names (`id`), or of a day's that are planned or packed, each with where its pieces
 * lie and a QR code that opens it; whether there are more than can be printed (`cut`); and what to take from the shelves for those that are planned.
 */
export async function packingSlips(request: Request) {
  const { origin, searchParams } = new URL(request.url);
  const ids = searchParams.getAll('id').filter((id) => ID.test(id));
  const named = ids.slice(0, MOST);
  const { parcels, cut } =
    ids.length > 0 ? { parcels: await byIds(request, named), cut: ids.length > MOST } : await ofDay(request);
  const picks = await picksFor(request, parcels);
  const places = new Map(picks.map((pick) => [boughtId(pick), pick.place]));
  const slips = parcels.map((parcel) => ({
    ...parcel,
    lines: parcel.lines.map((line) => ({ ...line, place: places.get(boughtId(line)) ?? null })),
    qr: qrOf(`${origin}/admin/packing/${parcel.id}`),
  }));
  return { slips, picks, cut };
}

export type Slip = Awaited<ReturnType<typeof packingSlips>>['slips'][number];
export type Pick = Picks['items'][number];

async function ofDay(request: Request): Promise<{ parcels: Shipment[]; cut: boolean }> {
  const { columns, cut } = await packingBoard(request);
  const parcels = columns
    .filter(({ state }) => state === 'planned' || state === 'packed')
    .flatMap(({ parcels }) => parcels.filter(({ stopped }) => !stopped));
  return { parcels: parcels.slice(0, MOST), cut: cut || parcels.length > MOST };
}

async function byIds(request: Request, ids: readonly string[]): Promise<Shipment[]> {
  const found: Shipment[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE).join();
    const { items } = await orErrorPage(
      get<List<Shipment>>(request, `/shipments?limit=${AT_ONCE}&ids=${some}`),
    );
    found.push(...items);
  }
  return found;
}

/** What these parcels need of the shelves, as one list. */
async function picksFor(request: Request, parcels: readonly Shipment[]): Promise<Pick[]> {
  const merged = new Map<string, Pick>();
  for (let at = 0; at < parcels.length; at += AT_ONCE) {
    const ids = parcels.slice(at, at + AT_ONCE).map(({ id }) => id);
    const { items } = await orErrorPage(get<Picks>(request, `/shipments/picks?ids=${ids.join()}`));
    for (const pick of items) {
      const known = merged.get(boughtId(pick));
      if (!known) merged.set(boughtId(pick), pick);
      else {
        known.quantity += pick.quantity;
        known.parcels.push(...pick.parcels);
      }
    }
  }
  const order = new Intl.Collator('en', { numeric: true });
  return [...merged.values()].sort(
    (one, other) =>
      order.compare(one.place ?? '\uffff', other.place ?? '\uffff') || order.compare(one.name, other.name),
  );
}
