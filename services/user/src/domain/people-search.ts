import { foldedText } from '@sagashop/kernel/text';

/** What parts words; as `person_words` in the migrations. */
const BETWEEN = /[\s@._+\-,;:()/\\'"’&|!<>*]+/u;
const NUMBER = /^[\s+()\-./0-9]{4,}$/;
const MOST_WORDS = 10;

/** The words whose beginnings are looked for; what looks like a telephone number is one word of its digits. */
export function wordsOf(typed: string): string[] {
  if (NUMBER.test(typed)) {
    const digits = typed.replace(/\D/g, '');
    // As Russians dial at home: 8 in the place of +7.
    return digits ? [digits.length === 11 && digits.startsWith('8') ? `7${digits.slice(1)}` : digits] : [];
  }
  const words = foldedText(typed).replaceAll('ё', 'е').split(BETWEEN);
  return words.filter((word) => word !== '').slice(0, MOST_WORDS);
}

/** The same as a tsquery of beginnings; no word has a quote or a backslash. */
export function prefixQuery(words: readonly string[]): string {
  return words.map((word) => `'${word}':*`).join(' & ');
}
