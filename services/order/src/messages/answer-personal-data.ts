import { answers } from '@sagashop/chassis/service/calls';
import type { Pictures } from '@sagashop/pictures/store-picture';
import { personalData } from '@sagashop/user/contract';
import { type Shipment, type ShipmentAct, shownShipment } from '../domain/shipment.ts';
import { shownWhole } from '../domain/shown-order.ts';
import { shownReturn } from '../domain/shown-return.ts';
import { shownWithdrawal } from '../domain/withdrawal.ts';
import { ownReasons } from '../store/cancellations.ts';
import { notesOfOrders } from '../store/notes.ts';
import { linesOf, listOrders } from '../store/orders.ts';
import { readPhoto } from '../store/photo-files.ts';
import { photosOf, returnPhotosOf } from '../store/photos.ts';
import { recipientsOf } from '../store/recipients.ts';
import { refundsOf } from '../store/refunds.ts';
import { returnsOf } from '../store/returns.ts';
import { parcelsOf } from '../store/shipments.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';

const AT_ONCE = 200; // orders

/**
 * Answers user what there is about a person here: their orders, with who got them and where, what was given back, and
 * what they and staff have written of them.
 */
export function answerPersonalData(pictures: Pictures, currency: string) {
  const { sql } = pictures;
  return answers(personalData('order'), async ({ user, after }) => {
    const orders = await listOrders(sql, {
      owner: user,
      before: after,
      key: null,
      ids: null,
      limit: AT_ONCE,
    });
    const ids = orders.map(({ id }) => id);
    const [lines, recipients, refunds, reasons, notes, parcels, photos, returns, shown, withdrawals] =
      await Promise.all([
        linesOf(sql, ids),
        recipientsOf(sql, ids),
        refundsOf(sql, ids),
        ownReasons(sql, ids),
        notesOfOrders(sql, ids),
        parcelsOf(sql, ids),
        readPhotos(pictures, ids),
        returnsOf(sql, ids),
        readReturnPhotos(pictures, ids),
        withdrawalsOf(sql, ids),
      ]);
    const records = orders.map((order) => ({
      kind: 'order',
      ...shownWhole(order, lines.get(order.id) ?? [], currency),
      recipient: recipients.get(order.id) ?? null,
      // Who of the staff has granted them is not about this person.
      refunds: (refunds.get(order.id) ?? []).map(({ by: _, ...refund }) => refund),
      // In their own words, where it was they who cancelled it.
      cancellation: reasons.get(order.id) ?? null,
      // What staff have written is about this person; who of them has is not.
      notes: notes.get(order.id) ?? [],
      shipments: (parcels.get(order.id) ?? []).map((parcel) => exported(parcel, photos)),
      returns: (returns.get(order.id) ?? []).map((one) => ({
        ...shownReturn(one, { currency, forStaff: false }),
        photo: shown.get(one.id) ?? null,
      })),
      withdrawals: (withdrawals.get(order.id) ?? []).map((one) =>
        shownWithdrawal(one, lines.get(order.id) ?? [], false),
      ),
    }));
    return { records, next: orders.length === AT_ONCE ? ids.at(-1)! : null };
  });
}

const nameOf = ({ shipment, nth }: { shipment: string; nth: number }) => `${shipment} ${nth}`;

/** The photos of these orders' parcels as base64, one after the other: many of them are large. */
async function readPhotos(pictures: Pictures, orders: readonly string[]) {
  const read = new Map<string, string | undefined>();
  for (const photo of await photosOf(pictures.sql, orders))
    read.set(nameOf(photo), (await readPhoto(pictures, photo))?.toString('base64'));
  return read;
}

/** The photos of these orders' returns as base64, one after the other. */
async function readReturnPhotos(pictures: Pictures, orders: readonly string[]) {
  const read = new Map<string, string | undefined>();
  for (const photo of await returnPhotosOf(pictures.sql, orders))
    read.set(photo.return, (await readPhoto(pictures, photo))?.toString('base64'));
  return read;
}

/** A parcel with what was noted of it, and its photos; who has brought it is not about this person. */
function exported(
  { shipment, acts }: { shipment: Shipment; acts: ShipmentAct[] },
  photos: ReadonlyMap<string, string | undefined>,
) {
  const shown = shownShipment(shipment, acts, false);
  const more = (act: ShipmentAct) => ({ note: act.note, photo: photos.get(nameOf(act)) ?? null });
  return { ...shown, acts: shown.acts.map((act, at) => ({ ...act, ...more(acts[at]!) })) };
}
