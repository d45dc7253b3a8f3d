import { Refusal } from '../shop/api.server';
import type { Foretold, Money } from '../shop/api-types';
import { problemOf } from '../shop/problems.server';
import { moneyText } from '../words/amounts';
import { languageOf } from '../words/language-of.server';
import type { Texts } from '../words/words';
import type { EditState } from './edit.server';

/** Cancelling an order or a part of it, or giving money back. */
export type EndAct = 'cancel' | 'part' | 'refund';

export const endAct = (name: unknown): EndAct => (name === 'refund' || name === 'part' ? name : 'cancel');

/** What somebody is asked before it is done: what would be written, and what they said. */
export interface Question {
  act: EndAct;
  foretold: Foretold;
  /** What the form that does it sends. */
  values: Record<string, string>;
  /** Something has happened since they were asked before. */
  changed: boolean;
}

/** The same of an act on a parcel. */
export interface ParcelQuestion extends Omit<Question, 'act'> {
  act: 'packing' | 'handover' | 'delivery' | 'failure';
}

/** A form of an order's page that was not done: which, why, and the status to answer with; or what is asked first. */
export interface NotDone {
  act: string;
  status: number;
  state: EditState;
  question?: Question;
  parcel?: ParcelQuestion;
  /** Which note it was about. */
  note?: string;
  /** What it was sent under when it is perhaps written: sent again, it goes under the same. */
  key?: string;
}

const SAID: Record<string, keyof Texts> = {
  not_cancellable: 'admin.order.notCancellable',
  not_refundable: 'admin.order.notRefundable',
  more_than_captured: 'admin.order.moreThanLeft',
  already_decided: 'admin.return.decided',
  not_approved: 'admin.return.decided',
  already_received: 'admin.return.here',
  note_closed: 'admin.order.noteClosed',
  no_capacity: 'admin.delivery.noCapacity',
  not_booked: 'admin.delivery.notBooked',
  date_unavailable: 'admin.delivery.dateUnavailable',
  unknown_courier: 'admin.delivery.unknownCourier',
};

/** What is said of what the API refused, and what was typed, to type on. Throws what is no refusal. */
export function notDone(
  request: Request,
  act: string,
  typed: Record<string, string>,
  error: unknown,
): NotDone {
  if (!(error instanceof Refusal)) throw error;
  const left = error.body['left'] as Money | undefined;
  const values = left ? { left: moneyText(left, languageOf(request)) } : {};
  const problem = SAID[error.code] ?? problemOf(error);
  return { act, status: error.status, state: { problem, fields: {}, typed, values } };
}
