import type { Texts } from '../words/words';
import type { Refusal } from './api.server';

const SAID = {
  wrong_credentials: 'error.wrong_credentials',
  too_many_attempts: 'error.too_many_attempts',
  username_taken: 'error.username_taken',
  email_taken: 'error.email_taken',
  weak_password: 'error.weak_password',
  overloaded: 'error.overloaded',
  unavailable: 'error.unavailable',
  validation_failed: 'error.validation_failed',
} as const satisfies Record<string, keyof Texts>;

/** What a visitor is told about a refusal of the API. */
export function problemOf({ code }: Refusal): keyof Texts {
  return code in SAID ? SAID[code as keyof typeof SAID] : 'error.text';
}

/** The fields of a body that the API did not take. */
export function wrongFields(refusal: Refusal): string[] {
  const errors = refusal.body['errors'];
  return Array.isArray(errors) ? errors.map(({ path }: { path: string }) => path.replace(/^\//, '')) : [];
}
