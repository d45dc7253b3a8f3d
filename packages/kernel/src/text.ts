/** Controls but for those that part lines and words, and what is not seen: soft hyphens, zero widths, direction marks. */
const HIDDEN = /[[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]--[\t-\r\u0085]]/gv;
/** White space of every kind, and the Braille pattern without dots. */
const BLANKS = /[\t-\r\u0085\p{Z}\u2800]+/gu;
/** What no text that is shown has: every control but tab and line ends. */
const CONTROLS = /[\p{Cc}--[\t\n\r]]/gv;
const PLAIN = /^[\x20-\x7e]*$/;

/** A text as it is kept to be shown: as it was typed, its letters composed (NFC), without control characters. */
export function shownText(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFC').replace(CONTROLS, '');
}

/**
 * A text as it is kept to be compared: of several ways to write the same the one of NFKC (wide letters are narrow,
 * decomposed ones composed), without what is not seen, with single blanks inside and none around.
 */
export function comparableText(text: string): string {
  return text.normalize('NFKC').replace(HIDDEN, '').replace(BLANKS, ' ').trim().normalize('NFKC');
}

/** A comparable text without regard to case. No language's own rule: a dotted or dotless i is another letter than i. */
export function foldedText(text: string): string {
  return comparableText(comparableText(text).toLowerCase());
}

/** Whether a text shows nothing: blanks of any kind, characters that are not seen, accents on no letter. */
export function isBlank(text: string): boolean {
  return /^\p{M}*$/u.test(text.replace(HIDDEN, '').replace(BLANKS, ''));
}

/** Passwords are compared by this form, so that every keyboard's way to compose a letter is the same one. */
export function passwordText(text: string): string {
  return text.normalize('NFC');
}
