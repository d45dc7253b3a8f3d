import { ask, get } from './api.server';
import type { Order } from './api-types';
import { typedPieces } from './cancel-some.server';
import type { FormState } from './form';
import { keyFor } from './key.server';
import { returnableLines } from './returnable';

const PIECES = /^\d{1,5}$/;

/** Asks for the pieces that a form names to be sent back, once for its key; answers what is wrong with it, if something is. */
export async function returnSome(
  request: Request,
  id: string,
  form: FormData,
): Promise<FormState | undefined> {
  const path = `/orders/${encodeURIComponent(id)}`;
  const typed = typedReturn(form);
  const fields: FormState['fields'] = {};
  const lines = returnableLines(await get<Order>(request, path)).flatMap(({ id: lineId, n }) => {
    const text = typed[`line.${lineId}`]?.trim() ?? '';
    const pieces = PIECES.test(text) ? Number(text) : text === '' ? 0 : undefined;
    if (pieces === undefined || pieces > n) fields[`line.${lineId}`] = 'return.wrong';
    return pieces ? [{ lineId, quantity: pieces }] : [];
  });
  const reason = typed['reason']?.trim() ?? '';
  if (reason === '') fields['reason'] = 'return.noReason';
  if (Object.keys(fields).length > 0) return { fields, typed };
  if (lines.length === 0) return { problem: 'return.none', fields, typed };
  const body = { lines, reason };
  await ask(request, `${path}/returns`, {
    method: 'POST',
    body,
    headers: { 'idempotency-key': keyFor(form.get('key'), id, body) },
    patience: 15_000,
  });
  return undefined;
}

/** What was typed of such a form, to type on. */
export const typedReturn = (form: FormData): Record<string, string> => {
  const { some: _, ...lines } = typedPieces(form);
  return { sendBack: 'yes', ...lines, reason: String(form.get('reason') ?? '').slice(0, 500) };
};
