import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Something that never changes and has to be asked for: whoever needs it waits so many ms for the answer, which is kept however
 * late it comes, and has undefined until then.
 */
export function toldOnce<T>(patience: number): (ask: () => Promise<T | undefined>) => Promise<T | undefined> {
  let known: T | undefined;
  return async (ask) => {
    if (known !== undefined) return known;
    const told = ask().then((answer) => {
      known ??= answer;
    });
    await Promise.race([told, sleep(patience, undefined, { ref: false })]);
    return known;
  };
}
