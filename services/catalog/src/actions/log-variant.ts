import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { StaffAct } from '@sagashop/vocabulary/staff-acts';
import type { Variant } from '../domain/variant.ts';

/**
 * Writes into the audit log what somebody changed of a variant, in the transaction that does; where nothing, nothing. It
 * stands with what was changed of its product, and says which variant it is.
 */
export async function logVariant(
  tx: Tx,
  staff: Staff,
  { action, product }: { action: StaffAct; product: string },
  before: Variant | undefined,
  after: Variant | undefined,
): Promise<void> {
  const [old, fresh] = [writtenOf(before), writtenOf(after)];
  const changed = differences(old, fresh);
  if (Object.keys(changed.before).length + Object.keys(changed.after).length === 0) return;
  const variantId = (after ?? before)!.id;
  await writeAuditLog(tx, {
    ...staff,
    action,
    subject: `product:${product}`,
    before: before ? { variantId, ...changed.before } : {},
    after: after ? { variantId, ...changed.after } : {},
  });
}

function writtenOf(variant: Variant | undefined): object {
  if (!variant) return {};
  const { options, price, picture } = variant;
  return { options, price, picture };
}
