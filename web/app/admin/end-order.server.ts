import { ask, get, Refusal } from '../shop/api.server';
import type { Order } from '../shop/api-types';
import { formTexts } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { moneyText } from '../words/amounts';
import { languageOf } from '../words/language-of.server';
import { cancelledByOther } from './cancelled-by-other.server';
import { fieldsOf } from './fields-of';
import { endAct, type NotDone, notDone } from './not-done.server';
import { type Asked, questionOf } from './question-of.server';
import type { RefundWish } from './refund-wish.server';

const PATIENCE = 20_000; // ms: what is asked for is waited for

/**
 * Cancels an order or gives money of it back, as it was foretold and once for its key. Where it would come to something
 * else by now nothing is done, and what it would come to is told.
 */
export async function endOrder(request: Request, id: string, form: FormData): Promise<NotDone | undefined> {
  const act = endAct(form.get('act'));
  const path = `/orders/${encodeURIComponent(id)}`;
  const order = await get<Order>(request, path);
  const typed = formTexts(form, fieldsOf(act, order));
  const wanted = act === 'cancel' ? undefined : readWish(form.get('wish'));
  const was = Number(form.get('was'));
  const reason = (typed['reason'] ?? '').slice(0, 500);
  const asked = { act, wanted, typed, changed: true } as const;
  // What cannot be foretold any more is left to the order's own word: it may be done already, by this very key.
  const now = await questionOf(request, order, asked).catch(() => undefined);
  if (now && order.status !== 'cancelled' && now.values.told !== form.get('told'))
    return { act, status: 409, state: { fields: {}, typed }, question: now };
  const body = { ...wanted, reason, was: { refunded: was } };
  const key = keyFor(form.get('key'), id, act, wanted, reason, was);
  try {
    await ask(request, `${path}/${act === 'refund' ? 'refunds' : 'cancellation'}`, {
      method: 'POST',
      body,
      headers: { 'idempotency-key': key },
      patience: PATIENCE,
    });
    return act === 'cancel' ? await cancelledByOther(request, id, asked) : undefined;
  } catch (error) {
    return changedMeanwhile(request, id, asked, error);
  }
}

/** What is shown to whoever was not first: what somebody else has done, and what their own act would come to now. */
async function changedMeanwhile(
  request: Request,
  id: string,
  asked: Asked,
  error: unknown,
): Promise<NotDone> {
  const { act, typed } = asked;
  if (!(error instanceof Refusal) || error.code !== 'edit_conflict') {
    const refused = notDone(request, act, typed, error);
    return (refused.status === 409 && (await cancelledByOther(request, id, asked))) || refused;
  }
  const order = await get<Order>(request, `/orders/${encodeURIComponent(id)}`);
  const question = await questionOf(request, order, asked).catch(() => undefined);
  const [conflict] = error.body['conflicts'] as { was: number; now: number }[];
  const text = (amount: number) => moneyText({ ...order.total, amount }, languageOf(request));
  const values = { was: text(conflict!.was), now: text(conflict!.now) };
  const state = { problem: 'admin.order.refundedMeanwhile', fields: {}, typed, values } as const;
  return { act, status: 409, state, ...(question && { question }) };
}

/** Anybody can write a form's hidden field: the API judges what it says. */
function readWish(sent: unknown): RefundWish {
  try {
    const told: unknown = JSON.parse(String(sent));
    if (typeof told === 'object' && told !== null) return told as RefundWish;
  } catch {}
  return { amount: 0 };
}
