import { get } from '../shop/api.server';
import type { Order } from '../shop/api-types';
import { formTexts } from '../shop/form';
import { fieldsOf } from './fields-of';
import { endAct, type NotDone, notDone } from './not-done.server';
import { questionOf } from './question-of.server';
import { wishedRefund } from './refund-wish.server';

/** What a form asks for that ends an order, or gives money back, as it would be written; or why it cannot be. */
export async function foretellEnd(request: Request, id: string, form: FormData): Promise<NotDone> {
  const act = endAct(String(form.get('act')).replace(/^foretell-/, ''));
  const order = await get<Order>(request, `/orders/${encodeURIComponent(id)}`);
  const typed = formTexts(form, fieldsOf(act, order));
  const wish = act === 'cancel' ? undefined : await wishedRefund(request, order, typed, act);
  const fields = wish && 'fields' in wish ? wish.fields : {};
  if (!typed['reason']) fields['reason'] = 'error.required';
  const values = wish && 'values' in wish ? wish.values : {};
  if (Object.keys(fields).length > 0) return { act, status: 422, state: { fields, typed, values } };
  const wanted = wish && 'wish' in wish ? wish.wish : undefined;
  try {
    const question = await questionOf(request, order, { act, wanted, typed, changed: false });
    return { act, status: 200, state: { fields: {}, typed }, question };
  } catch (error) {
    return notDone(request, act, typed, error);
  }
}
