import type { Texts } from '../words/words';
import type { Refusal } from './api.server';
import type { FormState } from './form';

const SAID = {
  wrong_credentials: 'error.wrong_credentials',
  password_required: 'error.password_required',
  too_many_attempts: 'error.too_many_attempts',
  email_taken: 'error.email_taken',
  weak_password: 'error.weak_password',
  overloaded: 'error.overloaded',
  unavailable: 'error.unavailable',
  validation_failed: 'error.validation_failed',
  forbidden: 'error.forbidden',
  orders_in_flight: 'leave.inFlight',
  money_left: 'leave.moneyLeft',
  too_many_addresses: 'addresses.full',
  not_withdrawable: 'withdraw.nothing',
  withdrawal_too_late: 'withdraw.tooLate',
  not_revocable: 'withdraw.notRevocable',
  too_many_reminders: 'reminder.full',
  not_cancellable: 'order.notCancellable',
  return_too_late: 'return.tooLate',
  price_changed: 'return.priceChanged',
  unknown_product: 'return.notForSale',
  unknown_variant: 'return.notForSale',
  variant_missing: 'return.notForSale',
  body_too_large: 'return.photoTooLarge',
  more_than_delivered: 'return.tooMany',
  not_delivered: 'return.notHere',
} as const satisfies Record<string, keyof Texts>;

/** What a visitor is told about a refusal of the API. */
export function problemOf({ code }: Refusal): keyof Texts {
  return code in SAID ? SAID[code as keyof typeof SAID] : 'error.text';
}

/** The fields of a body that the API did not take. */
function wrongFields(refusal: Refusal): string[] {
  const errors = refusal.body['errors'];
  return Array.isArray(errors) ? errors.map(({ path }: { path: string }) => path.replace(/^\//, '')) : [];
}

/** Where what was refused of an account is told. */
const FIELD_OF: Record<string, string> = {
  email_taken: 'email',
  weak_password: 'password',
  password_required: 'currentPassword',
};
const WRONG: Record<string, keyof Texts> = {
  email: 'error.email',
  phone: 'error.phone',
  street: 'error.tooLong',
  zip: 'error.tooLong',
  city: 'error.tooLong',
  region: 'error.region',
};

/** A form for an account, with what was refused beside the field that it is about. */
export function signUpRefused(state: FormState, refusal: Refusal): FormState {
  const field = FIELD_OF[refusal.code];
  if (field) return { ...state, fields: { [field]: problemOf(refusal) } };
  const wrong = wrongFields(refusal).flatMap((name) => (WRONG[name] ? [[name, WRONG[name]] as const] : []));
  if (wrong.length > 0) return { ...state, fields: Object.fromEntries(wrong) };
  return { ...state, problem: problemOf(refusal) };
}

/** The same for a form that asks a member for the password once more. */
export function memberRefused(state: FormState, refusal: Refusal): FormState {
  if (refusal.code === 'wrong_credentials')
    return { ...state, fields: { currentPassword: 'error.wrong_password' } };
  return signUpRefused(state, refusal);
}
