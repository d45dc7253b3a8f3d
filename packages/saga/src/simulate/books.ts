/** What a participant remembers of an order. */
export interface Entry {
  readonly state: 'held' | 'finished' | 'returned' | 'undone' | 'refused' | 'noted';
  readonly took: Readonly<Record<string, number>>;
  /** The code of the refusal, or what was noted. */
  readonly word?: string;
  /** Where things are that move, by their names, and the numbers that were noted. */
  readonly moved?: Readonly<Record<string, { place: string; nth: number; noted: readonly number[] }>>;
  readonly since: number;
}

/** What one transaction of a participant sees and changes: nothing of it is there before `write`. */
export interface Books {
  /** Where it will be written. */
  readonly disk: Disk;
  entry(key: string): Entry | undefined;
  enter(key: string, entry: Entry): void;
  forget(key: string): void;
  free(resource: string): number;
  /** Takes so much of a resource; a negative amount gives it back. */
  take(resource: string, amount: number): void;
  /** Notes that a command has had an effect for an order. */
  acted(what: string): void;
  /** Writes the changes, which are not safe before the disk has been flushed. */
  write(): void;
}

/** What a participant has written. */
export interface Disk {
  readonly entries: Map<string, Entry>;
  readonly free: Map<string, number>;
  /** How often each command has had an effect for each order. */
  readonly acts: Map<string, number>;
  /** Takes the writes back that were not flushed: the process that made them has died. */
  lose(): void;
  /** Makes all that was written safe. */
  flush(): void;
  /** Remembers how a write can be taken back. */
  written(undo: () => void): void;
}

export function emptyDisk(resources: Record<string, number>): Disk {
  let unsafe: (() => void)[] = [];
  return {
    entries: new Map(),
    free: new Map(Object.entries(resources)),
    acts: new Map(),
    written: (undo) => void unsafe.push(undo),
    flush: () => void (unsafe = []),
    lose() {
      for (const undo of unsafe.reverse()) undo();
      unsafe = [];
    },
  };
}

/** Opens a transaction. A participant has one at a time, as its batcher makes sure. */
export function openBooks(disk: Disk): Books {
  const entered = new Map<string, Entry | undefined>();
  const taken = new Map<string, number>();
  const done = new Map<string, number>();
  const left = (resource: string) => taken.get(resource) ?? disk.free.get(resource) ?? 0;
  return {
    disk,
    entry: (key) => (entered.has(key) ? entered.get(key) : disk.entries.get(key)),
    enter: (key, entry) => void entered.set(key, entry),
    forget: (key) => void entered.set(key, undefined),
    free: left,
    take: (resource, amount) => void taken.set(resource, left(resource) - amount),
    acted: (what) => void done.set(what, (done.get(what) ?? disk.acts.get(what) ?? 0) + 1),
    write() {
      for (const [key, entry] of entered) put(disk, disk.entries, key, entry);
      for (const [resource, amount] of taken) put(disk, disk.free, resource, amount);
      for (const [what, times] of done) put(disk, disk.acts, what, times);
    },
  };
}

function put<V>(disk: Disk, map: Map<string, V>, key: string, value: V | undefined): void {
  const before = map.get(key);
  set(map, key, value);
  disk.written(() => set(map, key, before));
}

function set<V>(map: Map<string, V>, key: string, value: V | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
