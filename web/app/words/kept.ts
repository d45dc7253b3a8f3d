/**
 * A function that makes something for words out of a few words, such as a format for a language and a currency: made
 * once, since making one takes longer than using it.
 */
export function kept<W extends string[], T>(make: (...words: W) => T): (...words: W) => T {
  const made = new Map<string, T>();
  return (...words) => {
    const key = words.join(' ');
    let known = made.get(key);
    if (known === undefined) {
      known = make(...words);
      made.set(key, known);
    }
    return known;
  };
}
