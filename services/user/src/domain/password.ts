import { foldedText, passwordText } from '@sagashop/kernel/text';
import { COMMON_PASSWORDS } from './common-passwords.ts';

const SHORTEST = 8;
const LONGEST = 128;

/**
 * Whether a password is too easy to guess: shorter than 8 or longer than 128 characters (code points), the
 * user name, the e-mail address, or one of the commonest, those without regard to case.
 */
export function isWeakPassword(
  password: string,
  { username, email }: { username: string | null; email: string },
): boolean {
  const length = [...passwordText(password)].length;
  const lower = foldedText(password);
  return (
    length < SHORTEST ||
    length > LONGEST ||
    lower === foldedText(username ?? '') ||
    lower === foldedText(email) ||
    COMMON_PASSWORDS.has(lower) ||
    new Set(lower).size === 1
  );
}
