import type { NestedTexts } from './app/words/flat-texts.ts';

/** Texts by the parts of their keys; `flatTexts` turns them back. A file of them is a tenth smaller when it is packed. */
export function nestedTexts(texts: Iterable<readonly [string, string]>): NestedTexts {
  const all: NestedTexts = {};
  for (const [key, text] of texts) {
    let inside = all;
    for (const part of key.split('.')) {
      const there = inside[part];
      const within = typeof there === 'object' ? there : there === undefined ? {} : { '': there };
      inside[part] = within;
      inside = within;
    }
    inside[''] = text;
  }
  return shortened(all);
}

/** A text that nothing stands below needs no object of its own. */
function shortened(nested: NestedTexts): NestedTexts {
  const parts = Object.entries(nested).map(([part, inside]) => {
    if (typeof inside === 'string') return [part, inside];
    const { '': text, ...more } = inside;
    return [part, text !== undefined && Object.keys(more).length === 0 ? text : shortened(inside)];
  });
  return Object.fromEntries(parts);
}
