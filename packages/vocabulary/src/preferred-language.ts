import type { Language } from './language.ts';

/** The language of an Accept-Language header, by its weights, that the shop speaks; `otherwise` where it names none. */
export function preferredLanguage(header: string | undefined, otherwise: Language = 'en'): Language {
  let best = otherwise;
  let weight = 0;
  for (const part of header?.split(',', 50) ?? []) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range.split('-', 1)[0]!.trim();
    if (language !== 'en' && language !== 'ru') continue;
    const given = parameters
      .map((parameter) => /^\s*q\s*=\s*(\d(\.\d*)?)\s*$/.exec(parameter)?.[1])
      .find(Boolean);
    const q = given === undefined ? 1 : Number(given);
    if (q > weight) [best, weight] = [language, q];
  }
  return best;
}
