import { type TString, Type } from 'typebox';

/** A name says something; a description may be left empty. */
export const Name = Type.String({ minLength: 1, maxLength: 200, format: 'said' });
export const Description = Type.String({ maxLength: 10_000 });

/** A text in every language. */
export function inAll(text: TString) {
  return Type.Object({ en: text, ru: text }, { additionalProperties: false });
}

/** A text in some languages; in the others it stays as it is. */
export function inSome(text: TString) {
  return Type.Object({ en: Type.Optional(text), ru: Type.Optional(text) }, { additionalProperties: false });
}
