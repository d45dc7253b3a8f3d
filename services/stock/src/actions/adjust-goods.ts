import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import { changeOf, type StaffReason } from '../domain/adjustment.ts';
import type { OwnedGoods } from '../domain/goods.ts';
import type { StaffMovement } from '../domain/movement.ts';
import { refuseStock } from '../errors.ts';
import { insertStaffMovement } from '../store/movements.ts';
import { lockOwned, subjectOf } from './lock-owned.ts';
import { saveAndPublish } from './save-and-publish.ts';

export interface Adjustment {
  /** Of what is stocked: a variant's, or that of a product that has none. */
  productId: string;
  reason: StaffReason;
  /** Signed; of what was counted, how many there are. */
  quantity: number;
  note: string | null;
  by: Staff;
  /** The receipt, adjustment or import that it is. */
  cause: string;
  /** What was on hand when it was read, where that is to be so still. */
  was?: { onHand: number };
}

/**
 * Changes how much there is of a product, for a reason that somebody of the shop gives. Answers the stock after it and the
 * movement. Refuses what has no stock (404), 0, a sign that does not fit the reason and more than 10^9 on hand (422),
 * less than nothing (409 below_zero), less than orders have set aside (409 below_reserved) and, with `was`, what is not so any
 * more (409 edit_conflict).
 */
export async function adjustGoods(
  tx: Tx,
  { quantity: said, by, was, ...adjustment }: Adjustment,
): Promise<{ goods: OwnedGoods; movement: StaffMovement }> {
  const goods = await lockOwned(tx, adjustment.productId);
  if (!goods) throw refuse.not_found();
  const change = changeOf(goods, adjustment.reason, said);
  if ('wrong' in change) throw invalid('quantity', change.wrong);
  const wanted = adjustment.reason === 'counted' ? said : goods.onHand + said;
  assertNotEdited({ onHand: goods.onHand }, { onHand: wanted }, was);
  if ('refused' in change)
    throw refuseStock[change.refused]({ onHand: goods.onHand, reserved: goods.reserved });
  const quantity = change.by;
  const after = { ...goods, onHand: goods.onHand + quantity };
  const movement = { ...adjustment, by: by.actor.id, quantity, onHand: after.onHand };
  await Promise.all([
    insertStaffMovement(tx, movement),
    saveAndPublish(tx, [after]),
    writeAuditLog(tx, { ...by, ...entryOf(goods, movement) }),
  ]);
  return { goods: after, movement };
}

/** What the audit log says of it; its id is the movement's cause. */
function entryOf(goods: OwnedGoods, { cause, reason, note, ...after }: StaffMovement) {
  const { subject, which } = subjectOf(goods);
  return {
    id: cause,
    action: reason === 'received' ? ('stock.receive' as const) : ('stock.adjust' as const),
    subject,
    before: { ...which, onHand: goods.onHand },
    after: { ...which, onHand: after.onHand },
    reason: note === null ? reason : `${reason}: ${note}`,
  };
}
