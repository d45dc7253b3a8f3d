const LIKE: Record<string, string> = {
  ς: 'σ',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/**
 * A text in the letters that searches are compared in: small, without accents, ё as е, a blank for whatever is no
 * letter and no digit. The same as search_text() of the migrations, which says why.
 */
export function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]/g, '')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .normalize('NFC')
    .replace(/[ςøłđıðßæœ]/g, (letter) => LIKE[letter]!)
    .replace(/[^\p{Alphabetic}0-9]+/gu, ' ')
    .trim();
}
