import { ask } from '../shop/api.server';
import { keyFor } from '../shop/key.server';
import type { NotDone } from './not-done.server';

const PATIENCE = 20_000; // ms: what is asked for is waited for
const LINE = /^line\.([\da-f-]{36})$/i;
const PIECES = /^\d{1,5}$/;

/** Approves a return, once for its key. */
export const approveReturn = (request: Request, _id: string, form: FormData) =>
  act(request, form, 'approval', {});

/** Refuses a return with a reason that its customer reads, once for its key. */
export const refuseReturn = (request: Request, _id: string, form: FormData) =>
  act(request, form, 'refusal', { reason: String(form.get('reason') ?? '').slice(0, 500) });

/** Notes what has come of a return, once for its key; answers what is wrong with the numbers, if something is. */
export async function receiveReturn(
  request: Request,
  _id: string,
  form: FormData,
): Promise<NotDone | undefined> {
  const fields: NotDone['state']['fields'] = {};
  const typed: Record<string, string> = {};
  const numberIn = (name: string) => {
    const text = String(form.get(name) ?? '').trim();
    typed[name] = text.slice(0, 20);
    if (text !== '' && !PIECES.test(text)) fields[name] = 'admin.return.wrong';
    return Number(PIECES.test(text) ? text : 0);
  };
  const lines = [...form.keys()].flatMap((name) => {
    const lineId = LINE.exec(name)?.[1];
    if (!lineId) return [];
    const [received, damaged] = [numberIn(name), numberIn(`damaged.${lineId}`)];
    if (damaged > received) fields[`damaged.${lineId}`] = 'admin.return.wrong';
    return [{ lineId, received, resellable: Math.max(0, received - damaged) }];
  });
  if (Object.keys(fields).length > 0)
    return { act: 'return-receive', status: 422, state: { fields, typed: { ...typed, of: idIn(form) } } };
  return act(request, form, 'receipt', { lines, was: { refunded: Number(form.get('was')) } });
}

const idIn = (form: FormData) => String(form.get('return') ?? '');

async function act(request: Request, form: FormData, what: string, body: object): Promise<undefined> {
  const id = idIn(form);
  await ask(request, `/returns/${encodeURIComponent(id)}/${what}`, {
    method: 'POST',
    body,
    headers: { 'idempotency-key': keyFor(form.get('key'), id, what, body) },
    patience: PATIENCE,
  });
}
