import type { Staff } from '@sagashop/audit-log/staff-of';
import { type AuditEntry, writeAuditEntries } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { Values } from '../domain/row-reader.ts';

/** What a row of an import, or its being taken back, did to a product. */
export interface Changed {
  action: 'product.create' | 'product.change' | 'product.delete';
  product: string;
  before: Values;
  after: Values;
}

/** Writes into the audit log what an import has done to products, each by itself; the reason says which import it was. */
export async function logImported(
  tx: Tx,
  staff: Staff,
  id: string,
  changes: readonly Changed[],
): Promise<void> {
  const entries = changes.map(
    ({ action, product, before, after }): AuditEntry => ({
      ...staff,
      action,
      subject: `product:${product}`,
      before: asWritten(before),
      after: asWritten(after),
      reason: `import ${id}`,
    }),
  );
  if (entries.length > 0) await writeAuditEntries(tx, entries);
}

/** The fields of a file in the words of a product. */
function asWritten(values: Values): Record<string, unknown> {
  const { nameEn, nameRu, descriptionEn, descriptionRu, category, picture, ...rest } = values;
  const both = (name: string, en: unknown, ru: unknown) =>
    en === undefined && ru === undefined
      ? {}
      : { [name]: { ...(en !== undefined && { en }), ...(ru !== undefined && { ru }) } };
  return {
    ...both('name', nameEn, nameRu),
    ...both('description', descriptionEn, descriptionRu),
    ...rest,
    ...(category !== undefined && { categoryId: category }),
    ...(picture !== undefined && { url: picture }),
  };
}
