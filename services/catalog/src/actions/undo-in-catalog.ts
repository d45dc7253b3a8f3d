import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { longTransaction } from '@sagashop/csv/long-transaction';
import { type Kept, type TakenBack, takeBack } from '../domain/taken-back.ts';
import { refuseCatalog } from '../errors.ts';
import { findKnownWhole } from '../store/import-lookups.ts';
import type { ImportRow } from '../store/import-rows.ts';
import { saveDone } from '../store/import-states.ts';
import { findImport } from '../store/imports.ts';
import { lockImports } from '../store/lock-imports.ts';
import { changeProducts, lockImported, removeProducts, withWordsByHand } from '../store/many-products.ts';
import { type Act, batches } from './apply-to-catalog.ts';
import { categoryNames } from './category-names.ts';
import { type Changed, logImported } from './log-import.ts';
import { mayUndo } from './may-act.ts';

/**
 * Takes an import of products or prices back as a whole: each field becomes what it was, unless somebody has changed it since;
 * that stays, and is named. New products are taken away where nobody has done anything with them.
 */
export async function undoInCatalog(sql: Sql, { id, staff, key, begun, tell }: Act): Promise<void> {
  await longTransaction(sql, async (tx) => {
    if (!(await lockImports(tx))) throw refuseCatalog.import_under_way();
    const one = await findImport(tx, id, true);
    if (!mayUndo(one, { by: staff.actor.id, key })) return;
    begun();
    const products = await lockImported(tx, id, { made: true });
    const { nodes } = await categoryNames(tx);
    const kept: Kept[] = [];
    const every = one.counts.new + one.counts.changed;
    let done = 0;
    await withWordsByHand(tx, products, { texts: one.kind === 'products' }, async () => {
      for await (const rows of batches(tx, id)) {
        const known = await findKnownWhole(
          tx,
          rows.map(({ product }) => product!),
        );
        const taken = rows.map((row) => ({
          row,
          ...takeBack(row, known.get(row.product!), (category) => nodes.has(String(category))),
        }));
        await writeBack(tx, taken);
        await logImported(tx, staff, id, taken.flatMap(loggedAs));
        for (const { kept: some } of taken) kept.push(...some);
        await tell((done += rows.length), every);
      }
    });
    await saveDone(tx, id, { state: 'undone', by: staff.actor.id, key, kept });
    const [before, after] = [{ state: 'applied' }, { state: 'undone', kept: kept.length }];
    await writeAuditLog(tx, { ...staff, action: 'import.undo', subject: `import:${id}`, before, after });
  });
}

type Taken = TakenBack & { row: ImportRow };

async function writeBack(tx: Tx, taken: readonly Taken[]): Promise<void> {
  const changes = taken.filter(({ back }) => Object.keys(back).length > 0);
  await changeProducts(
    tx,
    changes.map(({ row, back }) => ({ id: row.product!, fields: back })),
  );
  for (const how of ['archive', 'hide'] as const) {
    const gone = taken.filter(({ remove }) => remove === how);
    if (gone.length > 0)
      await removeProducts(
        tx,
        gone.map(({ row }) => row.product!),
        how,
      );
  }
}

function loggedAs({ row: { product, after }, back, remove }: Taken): Changed[] {
  if (remove === 'archive')
    return [{ action: 'product.delete', product: product!, before: after, after: {} }];
  const fields = remove === 'hide' ? { published: false } : back;
  const names = Object.keys(fields) as (keyof typeof after)[];
  if (names.length === 0) return [];
  const before = Object.fromEntries(names.map((name) => [name, remove === 'hide' ? true : after[name]]));
  return [{ action: 'product.change', product: product!, before, after: fields }];
}
