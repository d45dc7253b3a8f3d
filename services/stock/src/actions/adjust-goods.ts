import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import { changeOf, type StaffReason } from '../domain/adjustment.ts';
import type { Goods } from '../domain/goods.ts';
import type { StaffMovement } from '../domain/movement.ts';
import { refuseStock } from '../errors.ts';
import { lockGoods } from '../store/goods.ts';
import { insertStaffMovement } from '../store/movements.ts';
import { saveAndPublish } from './save-and-publish.ts';

export interface Adjustment {
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
 * movement. Refuses a product without stock (404), 0, a sign that does not fit the reason and more than 10^9 on hand (422),
 * less than nothing (409 below_zero), less than orders have set aside (409 below_reserved) and, with `was`, what is not so any
 * more (409 edit_conflict).
 */
export async function adjustGoods(
  tx: Tx,
  { quantity: said, by, was, ...adjustment }: Adjustment,
): Promise<{ goods: Goods; movement: StaffMovement }> {
  const [goods] = await lockGoods(tx, [adjustment.productId]);
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
function entryOf({ productId, onHand }: Goods, { cause, reason, note, ...after }: StaffMovement) {
  const action = reason === 'received' ? ('stock.receive' as const) : ('stock.adjust' as const);
  return {
    id: cause,
    action,
    subject: `product:${productId}`,
    before: { onHand },
    after: { onHand: after.onHand },
    reason: note === null ? reason : `${reason}: ${note}`,
  };
}
