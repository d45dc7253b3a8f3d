import { isLanguage, type Language } from './language.ts';

/**
 * The language of an Accept-Language header, by its weights, that the shop speaks. Where it names none: `otherwise` if the
 * shop speaks that, else English.
 */
export function preferredLanguage(header: string | undefined, otherwise = 'en'): Language {
  let best: Language = isLanguage(otherwise) ? otherwise : 'en';
  let weight = 0;
  for (const part of header?.split(',', 50) ?? []) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range.split('-', 1)[0]!.trim();
    if (!isLanguage(language)) continue;
    const given = parameters
      .map((parameter) => /^\s*q\s*=\s*(\d(\.\d*)?)\s*$/.exec(parameter)?.[1])
      .find(Boolean);
    const q = given === undefined ? 1 : Number(given);
    if (q > weight) [best, weight] = [language, q];
  }
  return best;
}
