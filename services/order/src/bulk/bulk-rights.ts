import { hasPermission } from '@sagashop/chassis/http/access';
import type { Peers } from '@sagashop/chassis/service/calls';
import { userRoles } from '@sagashop/user/contract';
import { permission } from '@sagashop/vocabulary/permissions';
import type { BulkAction } from '../domain/bulk.ts';

/** What it takes to do something with many: what it takes to do it with one. Couriers act on their own parcels one by one. */
export const MAY = {
  cancel: permission('orders.cancel'),
  assign: permission('deliveries.write'),
  retry: permission('sagas.retry'),
  plan: permission('shipments.plan'),
  pack: permission('shipments.plan'),
  hand_over: permission('shipments.plan'),
};

/** The roles that whoever began an action has by now; undefined once they may not do it any more. */
export async function rolesFor(
  peers: Pick<Peers, 'ask'>,
  { act, actor }: BulkAction,
): Promise<string[] | undefined> {
  const [roles] = (await peers.ask(userRoles, { users: [actor] })).roles;
  return roles && hasPermission({ roles, isAdmin: false }, MAY[act]) ? roles : undefined;
}
