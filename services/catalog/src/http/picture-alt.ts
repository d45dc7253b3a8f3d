import { invalid } from '@sagashop/chassis/errors';
import { tidyTexts } from '@sagashop/chassis/text/tidy-texts';
import { Type } from 'typebox';
import type { Localized } from '../domain/localized.ts';

export const LONGEST_ALT = 300;
const Alt = Type.Object({ altEn: Type.String({ format: 'said' }), altRu: Type.String({ format: 'said' }) });

/** What a picture shows, from the fields `altEn` and `altRu` of a form: in both languages, or not at all. */
export function altIn(fields: ReadonlyMap<string, string>): Localized | undefined {
  const { altEn, altRu } = tidyTexts(
    { altEn: fields.get('altEn') ?? '', altRu: fields.get('altRu') ?? '' },
    Alt,
    { nul: 'refused' },
  ) as { altEn: string; altRu: string };
  for (const [name, text] of Object.entries({ altEn, altRu }))
    if ([...text].length > LONGEST_ALT) throw invalid(name, `must be at most ${LONGEST_ALT} characters long`);
  if (altEn === '' && altRu === '') return undefined;
  if (altEn === '' || altRu === '')
    throw invalid(altEn === '' ? 'altEn' : 'altRu', 'must be said in both languages');
  return { en: altEn, ru: altRu };
}
