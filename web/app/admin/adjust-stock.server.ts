import { ask, Refusal } from '../shop/api.server';
import { keyFor } from '../shop/key.server';
import { stockPath } from './stock-path';

export interface Adjustment {
  quantity: number;
  reason: string;
  note?: string;
  /** What was on hand when it was read: 409 where it is not any more. */
  was?: { onHand: number };
}

/** Changes how much there is of a product, once for the form's key. Answers by how much, or the refusal. */
export async function adjustStock(
  request: Request,
  { key, product, body }: { key: unknown; product: string; body: Adjustment },
): Promise<number | Refusal> {
  const path = stockPath(product, '/adjustments');
  const headers = { 'idempotency-key': keyFor(key, product, body) };
  try {
    const answer = await ask<{ movement: { quantity: number } }>(request, path, {
      method: 'POST',
      body,
      headers,
    });
    return answer.body.movement.quantity;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
