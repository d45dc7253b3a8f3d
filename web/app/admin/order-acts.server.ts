import { ask } from '../shop/api.server';
import { formTexts } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { sentKey } from './adjust-account.server';
import { endOrder } from './end-order.server';
import { foretellEnd } from './foretell-end.server';
import { type NotDone, notDone } from './not-done.server';
import { addNote, changeNote, deleteNote } from './note-acts.server';
import { doToParcel, foretellParcel, planParcel } from './order-parcel-acts.server';
import { resendMail } from './resend-mail.server';
import { approveReturn, receiveReturn, refuseReturn } from './return-acts.server';
import { staff } from './staff.server';

type Act = (request: Request, id: string, form: FormData) => Promise<NotDone | undefined>;

/** What each form of an order's page does, with what it takes, and the word for what was done. */
const ACTS: Record<string, { needs: Parameters<typeof staff>[1]; done: string; act: Act }> = {
  'foretell-cancel': { needs: 'orders.cancel', done: '', act: foretellEnd },
  'foretell-part': { needs: 'orders.cancel', done: '', act: foretellEnd },
  'foretell-refund': { needs: 'orders.refund', done: '', act: foretellEnd },
  cancel: { needs: 'orders.cancel', done: 'cancelled', act: endOrder },
  part: { needs: 'orders.cancel', done: 'part', act: endOrder },
  refund: { needs: 'orders.refund', done: 'refunded', act: endOrder },
  move: { needs: 'deliveries.write', done: 'moved', act: move },
  'return-approve': { needs: 'returns.write', done: 'return', act: approveReturn },
  'return-refuse': { needs: 'returns.write', done: 'return', act: refuseReturn },
  'return-receive': { needs: 'returns.write', done: 'return', act: receiveReturn },
  plan: { needs: 'shipments.plan', done: 'planned', act: planParcel },
  'foretell-parcel': { needs: 'shipments.write', done: '', act: foretellParcel },
  parcel: { needs: 'shipments.write', done: 'parcel', act: doToParcel },
  note: { needs: 'orders.note', done: 'noted', act: addNote },
  'note-change': { needs: 'orders.note', done: 'renoted', act: changeNote },
  resend: { needs: 'mails.send', done: 'resent', act: resend },
  'note-delete': { needs: 'orders.note', done: 'unnoted', act: deleteNote },
};

/** The words for what the forms do, to be told by the page that comes next. */
export const ORDER_DONE = [
  'cancelled',
  'part',
  'refunded',
  'moved',
  'planned',
  'parcel',
  'return',
  'noted',
  'renoted',
  'unnoted',
  'resent',
] as const;

/** Does what a form of an order's page asks for; answers why not, or the word for what was done. */
export async function actOnOrder(request: Request, id: string, form: FormData): Promise<NotDone | string> {
  // Behind a colon it says which act on a parcel is meant.
  const [name = ''] = String(form.get('act')).split(':');
  const wanted = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (!wanted) return { act: name, status: 422, state: { problem: 'error.text', fields: {}, typed: {} } };
  await staff(request, wanted.needs);
  try {
    return (await wanted.act(request, id, form)) ?? wanted.done;
  } catch (error) {
    // What asks first is a part of the form that it asks for.
    const refused = notDone(request, name.replace(/^foretell-/, ''), typedIn(form), error);
    return refused.status >= 500 ? { ...refused, ...sentKey(form) } : refused;
  }
}

const FIELD = /^(?:text|reason|way|amount|date|courier|(?:line|damaged)\.[\da-f-]{36})$/i;

const typedIn = (form: FormData) =>
  formTexts(
    form,
    [...form.keys()].filter((name) => FIELD.test(name)),
  );

async function move(request: Request, id: string, form: FormData): Promise<undefined> {
  const { date, courier } = formTexts(form, ['date', 'courier']);
  const body = { ...(date && { date }), ...(courier && { courierId: courier }) };
  await ask(request, `/deliveries/${encodeURIComponent(id)}/assignment`, {
    method: 'POST',
    body,
    headers: { 'idempotency-key': keyFor(form.get('key'), id, body) },
  });
}

async function resend(request: Request, _id: string, form: FormData): Promise<NotDone | undefined> {
  const refused = await resendMail(request, form);
  if (!refused) return undefined;
  const { problem, status } = refused;
  return { act: 'resend', status, state: { problem, fields: {}, typed: {} } };
}
