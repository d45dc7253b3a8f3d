import { ask, orNothing, Refusal } from './api.server';
import type { Withdrawal, WithdrawalOffer } from './api-types';
import { bought } from './catalogue.server';
import { type FormState, formTexts } from './form';
import { problemOf } from './problems.server';

/** How far somebody has come who withdraws from an order. */
export type WithdrawalStep =
  | { at: 'offer'; offer: WithdrawalOffer; state: FormState | undefined }
  | { at: 'done'; done: Withdrawal }
  | { at: 'refused'; state: FormState; status: number };

const PIECES = /^\d{1,5}$/;
const NAMES = ['number', 'email', 'name', 'confirm'];

/**
 * Takes a step of a withdrawal, for whoever knows an order's number and e-mail address. The first writes nothing; the second is
 * done once for the token that the first gave, however often the form is sent.
 */
export async function withdraw(request: Request, form: FormData): Promise<WithdrawalStep> {
  const typed = { ...formTexts(form, NAMES), ...typedLines(form) };
  const confirms = form.has('confirm');
  try {
    if (confirms) {
      const asked = confirmation(form, typed);
      if ('wrong' in asked)
        return { at: 'offer', offer: await offered(request, typed, asked.wrong), state: asked.wrong };
      const path = `/withdrawals/${encodeURIComponent(typed['confirm'] ?? '')}/confirmation`;
      const { body: done } = await ask<Withdrawal>(request, path, { method: 'POST', body: asked });
      return { at: 'done', done: await inReadersNames(request, done) };
    }
    return { at: 'offer', offer: await offered(request, typed), state: { fields: {}, typed } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const unknown = error.status === 404 || error.code === 'validation_failed';
    const nothing = confirms ? 'withdraw.tooOld' : 'track.nothing';
    const problem = unknown ? nothing : problemOf(error);
    return { at: 'refused', state: { problem, fields: {}, typed }, status: error.status };
  }
}

/** What can be withdrawn from; where its form was wrong, it goes on with the token that it had. */
async function offered(
  request: Request,
  { number, email }: Record<string, string>,
  wrong?: FormState,
): Promise<WithdrawalOffer> {
  const { body } = await ask<WithdrawalOffer>(request, '/withdrawals', {
    method: 'POST',
    body: { number, email },
  });
  const offer = await inReadersNames(request, body);
  return wrong ? { ...offer, confirm: wrong.typed['confirm'] ?? offer.confirm } : offer;
}

type Named = Pick<WithdrawalOffer, 'lines'>;

/** What goods are called in the reader's language; what is no longer for sale keeps the name that it was sold by. */
export async function inReadersNames<W extends Named>(request: Request, one: W): Promise<W> {
  const ids = one.lines.flatMap(({ productId, variantId }) => variantId ?? productId ?? []);
  const goods = await orNothing(bought(request, ids));
  const lines = one.lines.map((line) => ({
    ...line,
    name: goods?.get(line.variantId ?? line.productId ?? '')?.name ?? line.name,
  }));
  return { ...one, lines };
}

/** What a form asks for; nothing is said of lines where it is all that is left. */
function confirmation(form: FormData, typed: Record<string, string>) {
  const fields: FormState['fields'] = {};
  const most = new Map(
    [...form].flatMap(([name, value]) => (name.startsWith('most.') ? [[name.slice(5), Number(value)]] : [])),
  );
  const lines = [...most].flatMap(([lineId, left]) => {
    const text = typed[`line.${lineId}`]?.trim() ?? '';
    const pieces = PIECES.test(text) ? Number(text) : text === '' ? 0 : undefined;
    if (pieces === undefined || pieces > left) fields[`line.${lineId}`] = 'withdraw.wrong';
    return pieces ? [{ lineId, quantity: pieces }] : [];
  });
  if (!typed['name']) fields['name'] = 'error.required';
  if (Object.keys(fields).length > 0) return { wrong: { fields, typed } };
  if (lines.length === 0) return { wrong: { problem: 'withdraw.none' as const, fields, typed } };
  return { name: typed['name']!.slice(0, 200), lines };
}

const typedLines = (form: FormData) =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith('line.') && typeof value === 'string' ? [[name, value.slice(0, 20)]] : [],
    ),
  );
