import type { Round } from './stop.ts';
import type { Tap } from './tap.ts';

/** What a courier's phone keeps, also when it is switched off. */
export interface Phone {
  round(): Promise<Round | undefined>;
  keepRound(round: Round): Promise<void>;
  /** Has the phone forget where the courier goes today. */
  dropRound(): Promise<void>;
  /** All presses, the oldest first. */
  taps(): Promise<Tap[]>;
  /** Keeps a press, or what has become of one. It is on the phone's disk when this has ended. */
  keepTap(tap: Tap): Promise<void>;
  dropTaps(ids: readonly number[]): Promise<void>;
}

const TODAY = 'today';

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Opens what the phone keeps. Rejects where a browser keeps nothing. */
export async function openPhone(): Promise<Phone> {
  const opening = indexedDB.open('sagashop-courier', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('round');
    opening.result.createObjectStore('taps', { keyPath: 'id', autoIncrement: true });
  };
  const db = await asked(opening);
  // Another tab with a later release may change it.
  db.onversionchange = () => db.close();
  const read = (store: string) => db.transaction(store).objectStore(store);
  const write = async (store: string, change: (store: IDBObjectStore) => void) => {
    const transaction = db.transaction(store, 'readwrite', { durability: 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    change(transaction.objectStore(store));
    await done;
  };
  return {
    round: () => asked(read('round').get(TODAY) as IDBRequest<Round | undefined>),
    keepRound: (round) => write('round', (store) => store.put(round, TODAY)),
    dropRound: () => write('round', (store) => store.clear()),
    taps: () => asked(read('taps').getAll() as IDBRequest<Tap[]>),
    keepTap: (tap) => write('taps', (store) => store.put(tap)),
    dropTaps: (ids) =>
      write('taps', (store) => {
        for (const id of ids) store.delete(id);
      }),
  };
}
