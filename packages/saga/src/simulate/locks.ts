/** Row locks: whoever asks for keys of which one is held waits until all of them are free. */
export interface Locks {
  /** `gone` is called instead of `go` when the database dies meanwhile. */
  take(keys: readonly string[], go: () => void, gone: () => void): void;
  free(keys: readonly string[]): void;
  held(): Iterable<string>;
  /** The database died: nobody holds or waits for anything any more. */
  clear(): void;
}

export function locks(): Locks {
  const held = new Set<string>();
  let waiting: { keys: readonly string[]; go: () => void; gone: () => void }[] = [];
  const take: Locks['take'] = (keys, go, gone) => {
    if (keys.some((key) => held.has(key))) return void waiting.push({ keys, go, gone });
    for (const key of keys) held.add(key);
    go();
  };
  return {
    take,
    free(keys) {
      for (const key of keys) held.delete(key);
      const retry = waiting;
      waiting = [];
      for (const each of retry) take(each.keys, each.go, each.gone);
    },
    held: () => held,
    clear() {
      held.clear();
      const gone = waiting;
      waiting = [];
      for (const each of gone) each.gone();
    },
  };
}
