import { foldedText } from '@sagashop/kernel/text';

const PIECES = /[\p{L}\p{N}]+/gu;
/** Of nothing but digits and what people put between them. */
const NUMBER = /^[+\d\s()./-]+$/;
const SHORTEST = 4; // digits by whose end a telephone number is found

/** Letters of both cases are one, and so are ё and е. */
const folded = (text: string) => foldedText(text).replaceAll('ё', 'е');

const piecesOf = (text: string): string[] => folded(text).match(PIECES) ?? [];
const digitsOf = (text: string) => text.replace(/\D/g, '');

/** By which words' beginnings somebody is found: pieces of name and address, the whole address, the telephone number. */
export function wordsOf(who: { name: string; email: string; phone: string | null }): string[] {
  const words = new Set([...piecesOf(who.name), ...piecesOf(who.email)]);
  const email = folded(who.email);
  if (email !== '') words.add(email);
  const digits = digitsOf(who.phone ?? '');
  // With the country's number, with any trunk prefix instead, without either; and the end that people remember.
  for (const start of [0, 1, 2, 3]) if (digits.length - start >= SHORTEST) words.add(digits.slice(start));
  if (digits.length >= SHORTEST) words.add(digits.slice(-SHORTEST));
  if (/^7\d{10}$/.test(digits)) words.add(`8${digits.slice(1)}`);
  return [...words];
}

/** What somebody types to find orders. */
export interface ListSearch {
  /** Beginnings of words, all of which must be there; none: nobody is looked for. */
  words: string[];
  /** The beginning of an order's number. */
  number: string | null;
}

/** A search as it was typed. In any order; digits with blanks between them are one number. */
export function searchFor(typed: string): ListSearch {
  const text = typed.trim();
  const bare = text.replace(/^(?:#|№|No\.?)\s*/i, '');
  if (bare !== text && /^\d+$/.test(bare)) return { words: [], number: bare };
  if (NUMBER.test(text)) {
    const digits = digitsOf(text);
    return { words: digits === '' ? [] : [digits], number: /^[1-9]\d{0,17}$/.test(text) ? text : null };
  }
  const words = text.split(/\s+/).flatMap((word) => (word.includes('@') ? [folded(word)] : piecesOf(word)));
  return { words: [...new Set(words)], number: null };
}

/** The order numbers that begin with these digits, as ranges. */
export function numberRanges(digits: string): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  let [from, to] = [Number(digits), Number(digits)];
  while (from > 0 && to <= Number.MAX_SAFE_INTEGER) {
    ranges.push([from, to]);
    [from, to] = [from * 10, to * 10 + 9];
  }
  return ranges;
}
