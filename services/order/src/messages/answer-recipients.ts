import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import type { LinkTokens } from '@sagashop/link-tokens/link-tokens';
import { recipients } from '../contract.ts';
import type { WithdrawalLink } from '../domain/withdrawal.ts';
import { linesOf } from '../store/orders.ts';
import { recipientsOf } from '../store/recipients.ts';
import { withdrawalsAmong } from '../store/withdrawals.ts';

type Tokens = LinkTokens<WithdrawalLink>;

/** Answers notify to whom mails about orders go, and what is said of withdrawals. Whoever has left has no address any more. */
export function answerRecipients(sql: Sql, tokens: Tokens) {
  return answers(recipients, async ({ orders, withdrawals }) => {
    const found = await recipientsOf(sql, orders);
    return {
      recipients: orders.map((id) => {
        const { email, name } = found.get(id) ?? {};
        return email ? { email, name: name || null } : null;
      }),
      ...(withdrawals && { withdrawals: await declared(sql, tokens, withdrawals) }),
    };
  });
}

async function declared(sql: Sql, tokens: Tokens, ids: readonly string[]) {
  const found = new Map((await withdrawalsAmong(sql, ids)).map((one) => [one.id, one]));
  const orders = [...new Set([...found.values()].map(({ orderId }) => orderId))];
  const lines = await linesOf(sql, orders);
  return Promise.all(
    ids.map(async (id) => {
      const one = found.get(id);
      if (!one) return null;
      const named = one.lines.map(({ place, quantity }) => ({
        name: lines.get(one.orderId)?.[place]?.name ?? '',
        quantity,
      }));
      const open = one.state === 'confirmed';
      const token = open ? await tokens.tokenOf('revoke_withdrawal', id) : null;
      return { name: one.name, lines: named, token };
    }),
  );
}
