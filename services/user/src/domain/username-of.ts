import { foldedText } from '@sagashop/kernel/text';

/** The longest part of an address that is taken: a user name has 50 letters, and what makes it unlike others comes behind. */
const LONGEST = 40;

const LATIN = /[^a-z0-9._-]/g;
const RUSSIAN = /[^а-яё0-9._-]/g;

/**
 * A user name for whoever has thought of none: the first part of their e-mail address, as far as a name may have its
 * letters. `taken`: what may be put behind it when somebody has that one.
 */
export function usernameOf(email: string, taken = ''): string {
  const local = foldedText(email.slice(0, Math.max(0, email.lastIndexOf('@'))));
  const name = local.replace(/[а-яё]/.test(local) ? RUSSIAN : LATIN, '').slice(0, LONGEST);
  const known = /[a-zа-яё]/.test(name) && (taken !== '' || name.length >= 3);
  return `${known ? name : `reader${name && `-${name}`}`}${taken && `-${taken}`}`;
}
