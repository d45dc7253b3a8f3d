import { acceptedLanguages } from '@sagashop/chassis/http/accepted-languages';
import { isLanguage, type Language } from './language.ts';

/**
 * The language of an Accept-Language header, by its weights, that the shop speaks. Where it names none: `otherwise` if the
 * shop speaks that, else English.
 */
export function preferredLanguage(header: string | undefined, otherwise = 'en'): Language {
  const spoken = acceptedLanguages(header)
    .map((tag) => tag.split('-', 1)[0]!)
    .find(isLanguage);
  return spoken ?? (isLanguage(otherwise) ? otherwise : 'en');
}
