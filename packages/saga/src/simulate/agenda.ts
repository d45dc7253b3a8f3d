/** What is to happen in simulated time, in order: at the same moment, what was entered first. */
export interface Agenda {
  /** ms since 1970, of the world's one true clock. */
  now(): number;
  /** Enters something that happens after `ms`; the returned function calls it off. */
  after(ms: number, call: () => void): () => void;
  /** Lets the next thing happen; false when nothing is left. */
  step(): boolean;
}

interface Entry {
  readonly at: number;
  readonly turn: number;
  call: (() => void) | undefined;
}

/** Simulated time: it stands still until the next entry is due, and then is there at once. */
export function agenda(start: number): Agenda {
  const heap: Entry[] = [];
  let now = start;
  let turn = 0;
  return {
    now: () => now,
    after(ms, call) {
      const entry: Entry = { at: now + Math.max(0, Math.ceil(ms)), turn: turn++, call };
      push(heap, entry);
      return () => (entry.call = undefined);
    },
    step() {
      for (;;) {
        const entry = pop(heap);
        if (!entry) return false;
        if (!entry.call) continue;
        now = entry.at;
        entry.call();
        return true;
      }
    },
  };
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.turn < b.turn);

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(entry, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
    if (!before(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return first;
}
