import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';

/** A photo: the hash of its file, or, of a release before, base64 of what came. */
export interface Photo {
  file: string | null;
  old: string | null;
}

/** One of what became of a parcel. */
interface ParcelPhoto extends Photo {
  shipment: string;
  nth: number;
}

/** One of what is sent back. */
interface ReturnPhoto extends Photo {
  return: string;
  order: string;
}

/** The photos of the parcels of these orders. */
export async function photosOf(db: Db, orders: readonly string[]): Promise<ParcelPhoto[]> {
  if (orders.length === 0) return [];
  return db<ParcelPhoto[]>`
    select shipment, nth, photo_file as file, photo as old from shipment_acts
    where shipment in (select id from shipments where order_id = any(${uuids(orders)}::uuid[]))
      and num_nonnulls(photo_file, photo) > 0`;
}

/** The photo of the n-th thing that has become of a parcel; undefined where there is none. */
export async function findPhoto(db: Db, shipment: string, nth: number): Promise<Photo | undefined> {
  const [row] = await db<Photo[]>`
    select shipment, nth, photo_file as file, photo as old from shipment_acts
    where shipment = ${shipment} and nth = ${nth} and num_nonnulls(photo_file, photo) > 0`;
  return row;
}

/** The photos of the returns of these orders. */
export async function returnPhotosOf(db: Db, orders: readonly string[]): Promise<ReturnPhoto[]> {
  if (orders.length === 0) return [];
  return db<ReturnPhoto[]>`
    select id as return, order_id as order, photo_file as file, null as old from returns
    where order_id = any(${uuids(orders)}::uuid[]) and photo_file is not null`;
}

/** The photo of a return; undefined where there is none. */
export async function photoOfReturn(db: Db, id: string): Promise<ReturnPhoto | undefined> {
  const [row] = await db<ReturnPhoto[]>`
    select id as return, order_id as order, photo_file as file, null as old from returns
    where id = ${id} and photo_file is not null`;
  return row;
}

/** Files of photos that nothing shows, and that nobody has kept for a day, some at a time. */
export async function findUnusedPhotos(db: Db, most: number): Promise<{ hash: string; names: string[] }[]> {
  return db<{ hash: string; names: string[] }[]>`
    select hash, to_json(array_agg(name)) as names from picture_files f
    where kept_at < now() - interval '1 day'
      and not exists (select from shipment_acts a where a.photo_file = f.hash)
      and not exists (select from returns r where r.photo_file = f.hash)
    group by hash order by hash limit ${most}`;
}

/**
 * Has the files go of the photos of these orders' parcels and returns, before these forget them: at once, and where they lie in
 * a bucket with the next sweep.
 */
export async function dropPhotos(db: Db, orders: readonly string[]): Promise<void> {
  const theirs = db`
    select photo_file from shipment_acts
    where shipment in (select id from shipments where order_id = any(${uuids(orders)}::uuid[]))
    union all
    select photo_file from returns where order_id = any(${uuids(orders)}::uuid[])`;
  await db`delete from picture_files where bytes is not null and hash in (${theirs})`;
  await db`update picture_files set kept_at = '-infinity' where hash in (${theirs})`;
}
