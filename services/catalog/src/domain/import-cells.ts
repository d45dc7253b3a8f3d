import { isBlank, shownText } from '@sagashop/kernel/text';
import type { FaultCode } from './import-faults.ts';

/** What a cell says, or why it says nothing that can be taken. */
export type Read<T> = { value: T } | { wrong: FaultCode };

const UNREADABLE = '\ufffd';
/** What a sheet takes for a formula; the shop's own files have an apostrophe before it. */
const FORMULA = /^'[=+\-@\t\r]/;
const CONTROLS = /[\p{Cc}--[\t\n\r]]/v;

/** The text of a cell without blanks around it; nothing where it shows nothing. */
export function cellText(cell: string): Read<string> {
  if (cell.includes(UNREADABLE)) return { wrong: 'bad_encoding' };
  if (CONTROLS.test(cell)) return { wrong: 'control_character' };
  const said = FORMULA.test(cell) ? cell.slice(1) : cell;
  const text = shownText(said.replaceAll('\r\n', '\n')).trim();
  return { value: isBlank(text) ? '' : text };
}

/** A text of at most so many letters. */
export function textUpTo(most: number) {
  return (text: string): Read<string> => (text.length > most ? { wrong: 'text_too_long' } : { value: text });
}

const YES = ['yes', 'true', '1', 'да', 'y', 'истина'];
const NO = ['no', 'false', '0', 'нет', 'n', 'ложь'];

/** Yes or no, in both languages and as programs say it. */
export function yesOrNo(text: string): Read<boolean> {
  const small = text.toLowerCase();
  if (YES.includes(small)) return { value: true };
  return NO.includes(small) ? { value: false } : { wrong: 'bad_yes_or_no' };
}

/** A whole number between these, as people write it: with blanks between thousands. */
export function wholeNumber(least: number, most: number) {
  return (text: string): Read<number> => {
    const digits = withoutBlanks(text);
    if (!/^[+-]?\d+$/.test(digits)) return { wrong: 'number_not_whole' };
    const value = Number(digits);
    if (value < least) return { wrong: value < 0 ? 'number_below_zero' : 'number_too_small' };
    return value > most ? { wrong: 'number_too_big' } : { value: value + 0 };
  };
}

/** Without blanks and what else people put between thousands. */
export const withoutBlanks = (text: string) => text.replaceAll(/[\s\u2019']/g, '');

const ADDRESS = /^(?:https:\/\/[^\s/]|\/[^\s/])[^\s]*$/;

/** The address of a picture: of another host by https, or of the shop's own. */
export function pictureAddress(text: string): Read<string> {
  return text.length <= 500 && ADDRESS.test(text) ? { value: text } : { wrong: 'bad_picture' };
}
