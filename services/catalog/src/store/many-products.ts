import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { ImportField } from '../domain/import-kinds.ts';
import type { Values } from '../domain/row-reader.ts';

/** The columns in which a field of a file is kept. */
const COLUMNS: Partial<Record<ImportField, string>> = {
  nameEn: 'name_en',
  nameRu: 'name_ru',
  descriptionEn: 'description_en',
  descriptionRu: 'description_ru',
  price: 'price',
  category: 'category_id',
  picture: 'picture',
};

/** Gives products, which are locked, other values of the fields that each has. */
export async function changeProducts(
  tx: Db,
  changes: readonly { id: string; fields: Values }[],
): Promise<void> {
  for (const same of Map.groupBy(changes, ({ fields }) => Object.keys(fields).sort().join()).values()) {
    const fields = Object.keys(same[0]!.fields) as ImportField[];
    if (fields.length > 0) await changeAlike(tx, fields, same);
  }
}

/** Those that change the same fields are one statement. */
async function changeAlike(
  tx: Db,
  fields: readonly ImportField[],
  changes: readonly { id: string; fields: Values }[],
): Promise<void> {
  const rows = changes.map(({ id, fields: said }) => ({
    id,
    ...Object.fromEntries(fields.flatMap((field) => (COLUMNS[field] ? [[COLUMNS[field], said[field]]] : []))),
    ...('published' in said && { hidden: !said.published }),
  }));
  const sets = fields.flatMap((field) => {
    const column = COLUMNS[field];
    return column ? [tx`${tx(column)} = c.${tx(column)}`] : [];
  });
  if (fields.includes('published'))
    sets.push(tx`hidden = c.hidden, archived_at = case when c.hidden then now() end`);
  await tx`
    update products p set ${sets.reduce((before, set) => tx`${before}, ${set}`)}
    from json_populate_recordset(null::products, ${JSON.stringify(rows)}::text::json) c where p.id = c.id`;
}

/** Takes products, which are locked, away for good, or hides them. */
export async function removeProducts(tx: Db, ids: readonly string[], how: 'archive' | 'hide'): Promise<void> {
  await tx`
    update products set archived_at = now(), hidden = ${how === 'hide'} where id = any(${uuids(ids)}::uuid[])`;
}

/** Locks the products that the rows of an import change, and where `made` is set those that it has made. */
export async function lockImported(tx: Tx, id: string, { made }: { made: boolean }): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from products where id in (
      select product from import_rows
      where import = ${id} and (state = 'changed' or (state = 'new' and ${made})) and product is not null)
    order by id for update`;
  return rows.map((row) => row.id);
}

/**
 * Changes products, which are locked, by `change`, and has what they are found by noted once for all of them in the place of
 * once for each. Where `texts` is not set, what is written of them stays, and their words need not be counted.
 */
export async function withWordsByHand(
  tx: Tx,
  ids: readonly string[],
  { texts }: { texts: boolean },
  change: () => Promise<void>,
): Promise<void> {
  const all = uuids(ids);
  await tx`select set_config('catalog.words', 'by hand', true)`;
  if (texts) await tx`select count_words_of(${all}::uuid[], -1)`;
  await tx`select forget_terms_of(${all}::uuid[])`;
  await change();
  if (texts) await tx`select count_words_of(${all}::uuid[], 1)`;
  await tx`select note_terms_of(${all}::uuid[])`;
  await tx`select set_config('catalog.words', '', true)`;
}
