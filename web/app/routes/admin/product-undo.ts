import { type ActionFunctionArgs, redirect } from 'react-router';
import { staff } from '../../admin/staff.server';
import { ask, isAway, Refusal } from '../../shop/api.server';
import { noteDone } from '../../shop/done.server';

/** Whoever comes here by the address alone finds the product. */
export const loader = ({ params }: ActionFunctionArgs) => redirect(`/admin/products/${params['id']}`);

/** Takes a change of a product back, of `field` alone where one is named, and goes back to it, which says what came of it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const change = String(form.get('undo') ?? '')
    .split(':')
    .at(-1);
  const field = form.get('field');
  const path = `/products/${encodeURIComponent(params['id']!)}/undo`;
  const body = { change, ...(field !== null && { fields: [String(field)] }) };
  const note = await ask<{ change?: string }>(request, path, { method: 'POST', body }).then(
    (answer) => (answer.body.change ? `goods-undone-${answer.body.change}` : 'goods-undone'),
    refusedAs,
  );
  return redirect(`/admin/products/${params['id']}`, { headers: [noteDone(request, note)] });
}

/** What was not undone, and when somebody has changed it since, in ms. */
function refusedAs(error: unknown): string {
  if (!(error instanceof Refusal)) throw error;
  if (error.code !== 'edit_conflict') return isAway(error) ? 'undo-away' : 'undo-not';
  const { at } = (error.body['newer'] ?? {}) as { at?: string };
  return `undo-newer-${at ? Date.parse(at) : 0}`;
}
