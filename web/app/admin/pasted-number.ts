import type { Language } from '../words/languages.ts';

const DECIMAL: Record<Language, string> = { en: '.', ru: ',' };

/**
 * A number that was copied from a spreadsheet, as a reader of this language types it: without blanks between thousands, and
 * with their own decimal mark. What could mean two things, and what is no number, stays as it is.
 */
export function pastedNumber(text: string, language: Language): string {
  const bare = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  if (!/^-?[\d.,]+$/.test(bare)) return text.trim();
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (last === -1) return bare;
  const [mark, whole, fraction] = [bare[last]!, bare.slice(0, last), bare.slice(last + 1)];
  const other = mark === ',' ? '.' : ',';
  const grouped = whole.split(other);
  const groups = grouped.slice(1).every((group) => group.length === 3) && !whole.includes(mark);
  // 1,234 is one thing in English and another in Russian: whoever reads it decides.
  const clear = grouped.length > 1 || fraction.length !== 3;
  return groups && clear ? `${grouped.join('')}${DECIMAL[language]}${fraction}` : text.trim();
}

/** The same of pieces: 5,00 are 5. */
export function pastedPieces(text: string): string {
  const number = pastedNumber(text, 'en');
  return /^-?\d+\.0*$/.test(number) ? number.slice(0, number.indexOf('.')) : number;
}
