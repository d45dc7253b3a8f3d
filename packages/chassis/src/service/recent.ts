/** Values that were made lately, by a text; each is forgotten within two turns. */
export interface Recent<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
}

/**
 * Remembers at most twice `most` values, each for `turn` ms at least and twice that at most (less when there are more):
 * two maps take turns, so that nothing is ever looked through.
 */
export function recent<V>(most: number, turn: number, now: () => number = Date.now): Recent<V> {
  let [young, old] = [new Map<string, V>(), new Map<string, V>()];
  let since = now();
  const settle = () => {
    const age = now() - since;
    if (age < turn && age >= 0 && young.size < most) return;
    old = age < 2 * turn && age >= 0 ? young : new Map();
    young = new Map();
    since = now();
  };
  return {
    get: (key) => {
      settle();
      return young.get(key) ?? old.get(key);
    },
    set: (key, value) => {
      settle();
      young.set(key, value);
    },
  };
}
