import type { Db, Tx } from '@sagashop/chassis/postgres/sql';

/** What of a product an import could not change, or not change back. */
export interface Differing {
  product: string;
  field: string;
  now: number | string | null;
}

/** An import that was applied here. */
export interface AppliedImport {
  undone: boolean;
  kept: Differing[];
}

/** Notes that an import is applied by this transaction; false where it was before, by another that has ended. */
export async function noteImport(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx`insert into imports (id) values (${id}) on conflict do nothing returning id`;
  return rows.length > 0;
}

/** An import that was applied, locked. */
export async function lockImport(tx: Tx, id: string): Promise<AppliedImport | undefined> {
  const [row] = await tx<AppliedImport[]>`
    select undone_at is not null as undone, kept from imports where id = ${id} for update`;
  return row;
}

/** Notes that an import is taken back, and what stays. */
export async function noteUndone(tx: Tx, id: string, kept: readonly Differing[]): Promise<void> {
  await tx`update imports set undone_at = now(), kept = ${JSON.stringify(kept)}::text::jsonb where id = ${id}`;
}

/** By how many pieces an import has changed each product. */
export function movedBy(db: Db, id: string): Promise<{ product: string; quantity: number }[]> {
  return db<{ product: string; quantity: number }[]>`
    select product_id as product, sum(quantity)::int as quantity from movements
    where cause = ${id} and reason <> 'sold' and by is not null group by product_id order by product_id`;
}
