import { ask, get, Refusal } from './api.server';
import type { Order } from './api-types';
import { typedPieces } from './cancel-some.server';
import type { FormState } from './form';
import { exchangeIn } from './instead.server';
import { keyFor } from './key.server';
import { returnableLines } from './returnable';
import { withPhoto } from './with-photo.server';

const PIECES = /^\d{1,5}$/;
const PATIENCE = 60_000; // ms: one photo is made at a time

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
  const exchange = exchangeIn(request, form);
  const said = { lines, reason, ...(exchange && { exchange }) };
  const { body, headers } = await withPhoto(said, form.get('photo'));
  const key = keyFor(form.get('key'), id, said);
  try {
    await ask(request, `${path}/returns`, {
      ...{ method: 'POST', body, patience: PATIENCE },
      headers: { ...headers, 'idempotency-key': key },
    });
    return undefined;
  } catch (error) {
    if (!isAboutPhoto(error)) throw error;
    return { fields: { photo: 'return.notPhoto' }, typed };
  }
}

function isAboutPhoto(error: unknown): boolean {
  if (!(error instanceof Refusal) || error.code !== 'validation_failed') return false;
  const errors = error.body['errors'];
  return Array.isArray(errors) && errors.some(({ path }: { path?: string }) => path === 'photo');
}

/** What was typed of such a form, to type on. */
export const typedReturn = (form: FormData): Record<string, string> => {
  const { some: _, ...lines } = typedPieces(form);
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 500);
  return { sendBack: 'yes', ...lines, reason: text('reason'), want: text('want') };
};
