/** Rows as `take` answers them, which gets so many at a time: what each of them needs is asked for together. */
export async function* inBatches<R, T>(
  rows: AsyncIterable<R>,
  most: number,
  take: (some: readonly R[]) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  let waiting: R[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < most) continue;
    yield* await take(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield* await take(waiting);
}
