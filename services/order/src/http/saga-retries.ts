import { staffOf } from '@sagashop/audit-log/staff-of';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { beginWith } from '../bulk/begin-bulk.ts';
import { MOST_TARGETS, ofOrders } from '../domain/bulk.ts';
import { LONGEST_REASON, parkedReason } from '../domain/parked-reason.ts';
import { parkedGroups, parkedOrders } from '../listing/parked-sagas.ts';
import { STEP_KEYS } from '../sagas/definitions.ts';
import { BulkShape } from './bulk-shapes.ts';
import { shownBulk } from './shown-bulk.ts';

const ROUTE = 'POST /api/sagas/retries';
const tags = ['sagas'];

const Step = Type.Enum(STEP_KEYS, { description: 'where they wait' });
const Reason = Type.String({
  maxLength: LONGEST_REASON,
  description: 'what they wait with, as it is shown, in one line',
});

const RetriesInput = Type.Object(
  {
    step: Step,
    reason: Reason,
    expected: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: MOST_TARGETS,
        description: 'how many orders there were when you were told',
      }),
    ),
  },
  { additionalProperties: false },
);

const ReasonsShape = Type.Object({
  items: Type.Array(
    Type.Object({
      step: Step,
      reason: Reason,
      count: Type.Integer({ minimum: 1, description: 'sagas' }),
      orders: Type.Integer({ minimum: 1, description: 'that they are of' }),
    }),
  ),
});

/** `GET /api/sagas/reasons`: what sagas wait for. `POST /api/sagas/retries`: all that wait for the same are tried again. */
export function sagaRetriesRoutes(app: App, sql: Sql): void {
  const reasons = {
    summary: 'What parked sagas wait for: by step and reason, how many',
    tags,
    response: { 200: ReasonsShape },
  };
  app.get(
    '/api/sagas/reasons',
    { config: { service: 'order', needs: permission('sagas.read') }, schema: reasons },
    async () => ({ items: await parkedGroups(sql, MOST_TARGETS) }),
  );
  const schema = {
    summary: 'Try again all sagas that wait at a step for a reason',
    tags,
    body: RetriesInput,
    response: { 201: BulkShape },
  };
  app.post(
    '/api/sagas/retries',
    { config: { service: 'order', needs: permission('sagas.retry') }, schema },
    async (request, reply) => {
      const { step, expected } = request.body;
      const reason = parkedReason(request.body.reason);
      const staff = staffOf(request);
      const scope = { caller: staff.actor.id, route: ROUTE };
      const once = { ...scope, key: newId(), fingerprint: '' };
      const use = keyUse(request, scope, request.body) ?? once;
      const orders = await parkedOrders(sql, { step, reason, most: MOST_TARGETS });
      const wanted = { act: 'retry', reason: null, courier: null, date: null, step, fault: reason } as const;
      const begun = { staff, wanted, targets: ofOrders(orders), expected };
      return sendCreated(reply, await beginWith(sql, use, begun, shownBulk));
    },
  );
}
