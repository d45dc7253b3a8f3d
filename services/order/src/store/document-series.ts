import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { Seller } from '../domain/document.ts';
import type { NextNumbers } from './documents.ts';

/**
 * From here on this transaction alone gives numbers to documents, until it ends: one after the other and without gaps, for a
 * number is there with its document or not at all. Answers the database's time, and false where another is at it and
 * nobody wants to wait.
 */
export async function lockSeries(tx: Tx, { wait }: { wait: boolean }): Promise<Date | false> {
  if (wait) await tx`select pg_advisory_xact_lock(hashtext('documents'))`;
  const [row] = await tx<{ mine: boolean; now: Date }[]>`
    select ${wait ? tx`true` : tx`pg_try_advisory_xact_lock(hashtext('documents'))`} as mine, clock_timestamp() as now`;
  return row!.mine && row!.now;
}

/** The id of whoever sells, who is noted when they are new. */
export async function noteSeller(tx: Tx, { name, address, taxId }: Seller): Promise<number> {
  const find = () => tx<{ id: number }[]>`
    select id from sellers where name = ${name} and address = ${address} and tax_id = ${taxId}`;
  const [known] = await find();
  if (known) return known.id;
  await tx`
    insert into sellers (name, address, tax_id) values (${name}, ${address}, ${taxId}) on conflict do nothing`;
  return (await find())[0]!.id;
}

/** Which numbers come next on a day; never of a day before the last one, whatever the clock says. */
export async function nextNumbersOn(
  tx: Tx,
  { invoices, today }: { invoices: boolean; today: string },
): Promise<Omit<NextNumbers, 'seller'>> {
  const [series] = await tx<{ year: number; last: number; issuedOn: string }[]>`
    select year, last, issued_on from document_series where invoices = ${invoices} order by year desc limit 1`;
  const issuedOn = series && series.issuedOn > today ? series.issuedOn : today;
  const year = Number(issuedOn.slice(0, 4));
  return { year, issuedOn, last: series?.year === year ? series.last : 0 };
}

/** Notes that so many numbers more were given. */
export async function saveSeries(
  tx: Tx,
  invoices: boolean,
  { year, last, issuedOn }: Omit<NextNumbers, 'seller'>,
  many: number,
): Promise<void> {
  if (many === 0) return;
  await tx`
    insert into document_series (invoices, year, last, issued_on)
    values (${invoices}, ${year}, ${last + many}, ${issuedOn}::date)
    on conflict (invoices, year) do update set last = excluded.last, issued_on = excluded.issued_on`;
}
