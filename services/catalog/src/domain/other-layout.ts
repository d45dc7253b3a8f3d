// The same keys of a keyboard in English and in Russian.
const ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./";
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю.';

const other = new Map<string, string>();
for (const [at, key] of [...ENGLISH].entries()) other.set(key, RUSSIAN[at]!);
for (const [at, key] of [...RUSSIAN].entries()) if (key !== '.') other.set(key, ENGLISH[at]!);

const SIGN_WITHIN = /[a-z][`[\];,.][a-z]/;

/**
 * What the same keys would have typed in the other layout; undefined when a text has letters of both, or of none of the
 * two, so that it was typed on purpose, and when it would have signs within its words, which nobody types.
 */
export function otherLayout(text: string): string | undefined {
  const latin = /[a-z]/.test(text);
  const cyrillic = /[а-яё]/.test(text);
  if (latin === cyrillic) return undefined;
  const typed = [...text].map((key) => other.get(key) ?? key).join('');
  return cyrillic && SIGN_WITHIN.test(typed) ? undefined : typed;
}
