import { useMemo, useSyncExternalStore } from 'react';

/** Something that was put into the cart while the shop could not be reached. */
export interface UnsentAdd {
  /** Of the press: however often it is sent, it is put in once. */
  key: string;
  product: string;
  quantity: number;
  name: string;
  /** Whose cart it was pressed for; null for a guest's, which the next one to sign in takes along. */
  owner: string | null;
  /** When, in ms. */
  at: number;
}

const NAME = 'sagashop.unsent.';
const CHANGED = 'sagashop-unsent';

/** A key for one press. */
export function newKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Keeps it in this browser, where the cart is too, each under a name of its own: tabs that write at the same time take
 * nothing from each other. Throws where a browser keeps nothing.
 */
export function keepUnsent(add: UnsentAdd): void {
  localStorage.setItem(NAME + add.key, JSON.stringify(add));
  dispatchEvent(new Event(CHANGED));
}

export function dropUnsent({ key }: UnsentAdd): void {
  localStorage.removeItem(NAME + key);
  dispatchEvent(new Event(CHANGED));
}

/** What waits for this visitor, the oldest first, as it changes in all tabs. Another member's waits until they are back. */
export function useUnsent(owner: string | null): UnsentAdd[] {
  const text = useSyncExternalStore(onChange, written, () => '');
  return useMemo(() => read(text).filter((add) => add.owner === null || add.owner === owner), [text, owner]);
}

function onChange(changed: () => void): () => void {
  addEventListener(CHANGED, changed);
  addEventListener('storage', changed);
  return () => {
    removeEventListener(CHANGED, changed);
    removeEventListener('storage', changed);
  };
}

function written(): string {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(NAME));
    return names
      .sort()
      .map((name) => localStorage.getItem(name))
      .join('\n');
  } catch {
    return ''; // a browser that keeps nothing
  }
}

function read(text: string): UnsentAdd[] {
  const adds = text.split('\n').flatMap((line): UnsentAdd[] => {
    try {
      return line ? [JSON.parse(line) as UnsentAdd] : [];
    } catch {
      return [];
    }
  });
  return adds.sort((a, b) => a.at - b.at);
}
