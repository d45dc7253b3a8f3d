import { fingerprint } from '@sagashop/chassis/guards/idempotency';
import { once } from '@sagashop/chassis/guards/once';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import { Problem } from '@sagashop/kernel/problem';
import { assignDelivery } from '../actions/assign-delivery.ts';
import { assign } from '../contract.ts';

/** Moves a delivery for another service, once for a key. `poke` as for the route of the same. */
export function answerAssign({ sql, zone, poke }: { sql: Sql; zone: string; poke: () => void }) {
  return answers(assign, async ({ by, order: orderId, courier, date, key }) => {
    const { id, roles, from } = by;
    const target = { courierId: courier ?? undefined, date: date ?? undefined };
    const use = {
      ...{ caller: id, route: `POST /api/deliveries/${orderId}/assignment`, key },
      ...{ fingerprint: fingerprint(target), subject: newId() },
    };
    const wish = { ...target, by: { actor: { id, roles }, from }, orderId, zone };
    try {
      const { status, response } = await once(sql, use, async (tx) => ({
        ...{ status: 201, response: JSON.stringify(await assignDelivery(tx, wish)) },
      }));
      poke();
      return { refused: status === 201 ? null : String(JSON.parse(response).code) };
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return { refused: error.code };
      throw error;
    }
  });
}
