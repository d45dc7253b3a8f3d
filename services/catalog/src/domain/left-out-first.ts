/** Words behind which a search says what for or with what: that matters less than what it is. */
const BEHIND = new Set([
  'for',
  'with',
  'without',
  'of',
  'from',
  'in',
  'для',
  'с',
  'со',
  'из',
  'без',
  'от',
  'на',
]);

/**
 * The places of a search's words in the order in which they are left out when nothing has them all: first what stands
 * behind `for` and the like, from the end, then what stands in front, since the last of the rest is what is looked for:
 * the vase of `flower vase`, and of `vase for flowers`.
 */
export function leftOutFirst(words: readonly string[]): number[] {
  const cut = words.findIndex((word, at) => at > 0 && BEHIND.has(word));
  const places = words.map((_, at) => at);
  if (cut < 0) return places;
  return [...places.slice(cut).reverse(), ...places.slice(0, cut)];
}
