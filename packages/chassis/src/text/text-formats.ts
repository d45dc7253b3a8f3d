import { comparableText, isBlank, shownText } from '@sagashop/kernel/text';
import { isEmail } from './email.ts';
import { isPhone, tidyPhone } from './phone.ts';

interface TextFormat {
  /** How a text of this format is kept. */
  tidy: (typed: string) => string;
  /** Whether a tidy text will do. */
  fits: (text: string) => boolean;
  /** What is said of one that will not. */
  message: string;
}

const any = () => true;

/**
 * The formats that a schema's texts may have, `Type.String({ format: 'line' })`: how each is kept, and which will
 * do. A text without one of these is kept to be shown.
 */
export const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  /** Kept to be compared: a user's name, a number that people type. */
  line: { tidy: comparableText, fits: any, message: 'is not valid' },
  /** Kept to be shown, and shows something. */
  said: { tidy: shownText, fits: (text) => !isBlank(text), message: 'must not be blank' },
  email: { tidy: comparableText, fits: isEmail, message: 'must be an e-mail address' },
  phone: { tidy: tidyPhone, fits: isPhone, message: 'must be a telephone number' },
  /** As it was typed, whatever it is: only its hash is kept. */
  password: { tidy: (typed) => typed, fits: any, message: 'is not valid' },
};
