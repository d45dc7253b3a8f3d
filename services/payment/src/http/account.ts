import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { money } from '@sagashop/kernel/money';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { type Account, available, emptyAccount } from '../domain/account.ts';
import { findAccount } from '../store/accounts.ts';

export const AccountShape = Type.Object({
  available: MoneyShape,
  held: MoneyShape,
  balance: MoneyShape,
});

/** An account as its owner sees it: balance = available + held. */
export function showAccount(account: Account, currency: string) {
  return {
    available: money(available(account), currency),
    held: money(account.held, currency),
    balance: money(account.balance, currency),
  };
}

export function accountRoute(app: App, options: { sql: Sql; currency: string }): void {
  app.get(
    '/api/account',
    {
      config: { service: 'payment', needs: 'signed in' },
      schema: {
        summary: 'Your money: what you have, what orders hold of it, what you can spend',
        tags: ['payment'],
        response: { 200: AccountShape },
      },
    },
    async (request) => {
      const { userId } = signedIn(request);
      const account = (await findAccount(options.sql, userId)) ?? emptyAccount(userId);
      return showAccount(account, options.currency);
    },
  );

  app.get(
    '/api/accounts/:userId',
    {
      config: { service: 'payment', needs: permission('accounts.read') },
      schema: {
        summary: "A customer's money",
        tags: ['payment'],
        params: Type.Object({ userId: Id }),
        response: { 200: AccountShape },
      },
    },
    async (request) => {
      const { userId } = request.params;
      return showAccount((await findAccount(options.sql, userId)) ?? emptyAccount(userId), options.currency);
    },
  );
}
