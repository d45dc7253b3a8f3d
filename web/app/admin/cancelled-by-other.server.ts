import { get } from '../shop/api.server';
import type { Timeline } from '../shop/api-types';
import type { NotDone } from './not-done.server';
import type { OrderEvent } from './order-event';
import type { Asked } from './question-of.server';

/** An order that was cancelled before stays as it is: whoever pressed second is told who was first. */
export async function cancelledByOther(
  request: Request,
  id: string,
  { act, typed }: Pick<Asked, 'act' | 'typed'>,
): Promise<NotDone | undefined> {
  const [me, timeline] = await Promise.all([
    get<{ id: string }>(request, '/users/me'),
    get<Timeline>(request, `/orders/${encodeURIComponent(id)}/timeline`).catch(() => undefined),
  ]);
  const asked = (timeline?.items as OrderEvent[] | undefined)?.find(
    ({ kind }) => kind === 'cancellation.asked',
  );
  if (!asked?.by || asked.by.id === me.id) return undefined;
  // Whoever has left since has no name any more.
  const who = asked.by.name ?? '';
  const byStaff = who ? 'admin.order.cancelledBefore' : 'admin.order.cancelledBySomeone';
  const problem = asked.data.for === 'customer' ? 'admin.order.cancelledByCustomer' : byStaff;
  const state = { problem, fields: {}, typed, values: { who } } as const;
  return { act, status: 409, state };
}
