/**
 * Lets work through one at a time, by a name: what waits for the answer before it meets no company in a batch. What
 * fails keeps nobody waiting.
 */
export function singleFile() {
  const tails = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(work);
    tails.set(
      name,
      mine.catch(() => {}),
    );
    return mine;
  };
}

export type SingleFile = ReturnType<typeof singleFile>;
