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

/** What somebody wants to do, and with what they say behind it: «резать хлеб», `to cut bread`. */
const TO_DO = /[а-я]{2}(?:ть|ться|ти|чь)$/;

/**
 * The places of a search's words in the order in which they are left out when nothing has them all: by how `weak` they
 * are, the weakest first; of equal ones what stands behind `for` and the like or behind what shall be done, from the end,
 * then what stands in front, since the last of the rest is what is looked for: the vase of `flower vase`, and of `vase for
 * flowers`.
 */
export function leftOutFirst(words: readonly string[], weak: (at: number) => number = () => 0): number[] {
  const cut = cutOf(words);
  const places = words.map((_, at) => at);
  const order = cut < 0 ? places : [...places.slice(cut).reverse(), ...places.slice(0, cut)];
  return order.sort((a, b) => weak(b) - weak(a));
}

/** Where what matters less begins; below 0 for nowhere. */
function cutOf(words: readonly string[]): number {
  const done = words.findIndex((word, at) => TO_DO.test(word) || words[at - 1] === 'to');
  return done >= 0 ? done + 1 : words.findIndex((word, at) => at > 0 && BEHIND.has(word));
}
