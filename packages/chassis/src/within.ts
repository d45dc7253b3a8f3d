/** How long who stops waits for what is under way, in ms. */
export const STOP_PATIENCE = 2000;

/**
 * Resolves when the work has ended, or after so many ms without it; rejects as it does. The driver (postgres
 * 3.4.9) now and then forgets a query when the server refuses it a connection, as one that is starting does:
 * whoever waits for one without a limit may wait for ever. Waiting `idly` keeps no process alive.
 */
export async function within(work: Promise<void>, ms: number, idly = false): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  if (idly) timer.unref();
  await Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
