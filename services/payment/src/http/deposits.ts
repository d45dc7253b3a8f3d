import { type Staff, staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import {
  findKeys,
  fingerprint,
  idempotencyKey,
  type KeyUse,
  nameOfKey,
} from '@sagashop/chassis/guards/idempotency';
import { once, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { amountIn } from '@sagashop/vocabulary/amount-in';
import { MoneyInput } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { type Static, Type } from 'typebox';
import { deposit } from '../actions/deposit.ts';
import type { UserExists } from '../actions/user-exists.ts';
import { AccountShape, showAccount } from './account.ts';

interface Options {
  sql: Sql;
  currency: string;
  deposits: 'open' | 'admin';
  userExists: UserExists;
}

const DEPOSIT = permission('accounts.deposit');

export function depositRoutes(app: App, options: Options): void {
  app.post(
    '/api/account/deposits',
    {
      config: { service: 'payment', needs: options.deposits === 'open' ? 'signed in' : DEPOSIT },
      schema: {
        summary: 'Put money on your account',
        tags: ['payment'],
        body: MoneyInput,
        response: { 201: AccountShape },
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    async (request, reply) => {
      const { userId } = signedIn(request);
      const use = { caller: userId, route: 'POST /api/account/deposits', key: idempotencyKey(request) };
      return sendCreated(reply, await depositOnce(options, use, userId, request.body));
    },
  );

  app.post(
    '/api/accounts/:userId/deposits',
    {
      config: { service: 'payment', needs: DEPOSIT },
      schema: {
        summary: "Put money on a customer's account",
        tags: ['payment'],
        params: Type.Object({ userId: Id }),
        body: MoneyInput,
        response: { 201: AccountShape },
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    async (request, reply) => {
      const caller = signedIn(request).userId;
      const use = { caller, route: 'POST /api/accounts/{userId}/deposits', key: idempotencyKey(request) };
      const { params, body } = request;
      return sendCreated(
        reply,
        await depositOnce(options, use, params.userId, body, { ...options, staff: staffOf(request) }),
      );
    },
  );
}

/**
 * Deposits for a user at most once per key. Another user or amount under the same key is refused; so is, unless the key
 * has been answered already, a user whom `userExists` does not know.
 */
async function depositOnce(
  { sql, currency }: Options,
  use: { caller: string; route: string; key: string },
  userId: string,
  body: Static<typeof MoneyInput>,
  forOther?: { userExists: UserExists; staff: Staff },
) {
  const amount = amountIn(body, currency);
  const id = newId();
  const claim = { ...use, fingerprint: fingerprint({ userId, body }), subject: id };
  await assertExists(sql, claim, userId, forOther?.userExists);
  return once(sql, claim, async (tx) => {
    const account = await deposit(tx, { id, userId, amount, by: forOther?.staff });
    return { status: 201, response: JSON.stringify(showAccount(account, currency)) };
  });
}

/**
 * Refuses as not_found a user of whom user knows nothing, unless the key has been answered already. Asked before the
 * transaction, which shall wait for nobody else; who leaves after it has closed the account.
 */
export async function assertExists(
  sql: Sql,
  claim: KeyUse,
  userId: string,
  userExists: UserExists | undefined,
): Promise<void> {
  if (!userExists || (await findKeys(sql, [claim])).has(nameOfKey(claim))) return;
  if (!(await userExists(userId))) throw refuse.not_found();
}
