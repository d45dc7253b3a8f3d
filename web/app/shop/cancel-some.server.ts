import { ask, get } from './api.server';
import type { Order } from './api-types';
import type { FormState } from './form';
import { keyFor } from './key.server';

const PIECES = /^\d{1,5}$/;

/** Cancels the pieces that a form names, once for its key; answers what is wrong with it, if something is. */
export async function cancelSome(
  request: Request,
  id: string,
  form: FormData,
): Promise<FormState | undefined> {
  const path = `/orders/${encodeURIComponent(id)}`;
  const order = await get<Order>(request, path);
  const typed = typedPieces(form);
  const fields: FormState['fields'] = {};
  const lines = order.lines.flatMap(({ id: lineId, quantity, cancelled, shipped }) => {
    const text = typed[`line.${lineId}`]?.trim() ?? '';
    const pieces = PIECES.test(text) ? Number(text) : text === '' ? 0 : undefined;
    const left = quantity - cancelled - shipped;
    if (pieces === undefined || pieces > left) fields[`line.${lineId}`] = 'cancel.some.wrong';
    return pieces ? [{ lineId, quantity: pieces }] : [];
  });
  if (Object.keys(fields).length > 0) return { fields, typed };
  if (lines.length === 0) return { problem: 'cancel.some.none', fields, typed };
  const body = { lines };
  await ask(request, `${path}/cancellation`, {
    method: 'POST',
    body,
    headers: { 'idempotency-key': keyFor(form.get('key'), id, body) },
    patience: 15_000,
  });
  return undefined;
}

/** What was typed of such a form, to type on. */
export const typedPieces = (form: FormData): Record<string, string> => ({
  some: 'yes',
  ...Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith('line.') && typeof value === 'string' ? [[name, value.slice(0, 20)]] : [],
    ),
  ),
});
