import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid } from '@sagashop/chassis/errors';
import { fingerprint, idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import { once, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { MAX_AMOUNT, money } from '@sagashop/kernel/money';
import { amountIn } from '@sagashop/vocabulary/amount-in';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { adjust } from '../actions/adjust.ts';
import type { UserExists } from '../actions/user-exists.ts';
import { AccountShape, showAccount } from './account.ts';
import { assertExists } from './deposits.ts';

const AdjustmentBody = Type.Object(
  {
    amount: Type.Integer({
      minimum: -MAX_AMOUNT,
      maximum: MAX_AMOUNT,
      description: 'minor units; negative takes from the balance',
    }),
    currency: Type.Optional(Type.String({ minLength: 3, maxLength: 3 })),
    reason: Type.String({ minLength: 1, maxLength: 500, format: 'said' }),
  },
  { additionalProperties: false },
);

const Adjusted = Type.Object({
  ...AccountShape.properties,
  entry: Type.Object({ id: Id, kind: Type.String(), amount: MoneyShape, reason: Type.String() }),
});

interface Options {
  sql: Sql;
  currency: string;
  userExists: UserExists;
}

/** `POST /api/accounts/{userId}/adjustments`: staff put a balance right, once per key. */
export function adjustmentRoute(app: App, { sql, currency, userExists }: Options): void {
  const route = 'POST /api/accounts/{userId}/adjustments';
  app.post(
    '/api/accounts/:userId/adjustments',
    {
      config: { service: 'payment', needs: permission('accounts.adjust') },
      schema: {
        summary: "Put a customer's balance right",
        tags: ['payment'],
        params: Type.Object({ userId: Id }),
        body: AdjustmentBody,
        response: { 201: Adjusted },
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    async (request, reply) => {
      const { body, params } = request;
      const { reason } = body;
      const amount = amountIn(body, currency);
      const userId = params.userId;
      if (amount === 0) throw invalid('amount', 'must not be 0');
      const staff = staffOf(request);
      const id = newId();
      const what = fingerprint({ userId, body });
      const use = {
        caller: staff.actor.id,
        route,
        key: idempotencyKey(request),
        fingerprint: what,
        subject: id,
      };
      await assertExists(sql, use, userId, userExists);
      const answer = await once(sql, use, async (tx) => {
        const account = await adjust(tx, staff, { id, userId, amount, reason });
        const entry = { id, kind: 'adjustment', amount: money(amount, currency), reason };
        return { status: 201, response: JSON.stringify({ ...showAccount(account, currency), entry }) };
      });
      return sendCreated(reply, answer);
    },
  );
}
