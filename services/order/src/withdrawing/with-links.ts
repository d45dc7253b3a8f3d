import type { Withdrawing } from './withdrawing.ts';

/** Withdrawals with the tokens by which those that are open can be revoked: for whoever has declared them. */
export async function withLinks<W extends { id: string; state: string }, O extends { withdrawals?: W[] }>(
  { tokens }: Pick<Withdrawing, 'tokens'>,
  order: O,
) {
  const withdrawals = await Promise.all(
    (order.withdrawals ?? []).map(async (one) =>
      one.state === 'confirmed' ? { ...one, revoke: await tokens.tokenOf('revoke_withdrawal', one.id) } : one,
    ),
  );
  return { ...order, withdrawals };
}
