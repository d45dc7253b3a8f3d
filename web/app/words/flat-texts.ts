/** Texts by the parts of their keys: `{admin: {'': 'Back office', menu: 'Menu'}}` has `admin` and `admin.menu`. */
export interface NestedTexts {
  [part: string]: string | NestedTexts;
}

/** Texts by their keys in one piece, as the pages ask for them. */
export function flatTexts(nested: NestedTexts, before = ''): Record<string, string> {
  const found = Object.entries(nested).map(([part, text]) => {
    const key = [before, part].filter(Boolean).join('.');
    return typeof text === 'string' ? { [key]: text } : flatTexts(text, key);
  });
  return Object.assign({}, ...found);
}
