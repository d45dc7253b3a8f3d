/** How long who stops waits for what is under way, in ms. */
export const STOP_PATIENCE = 2000;

/**
 * Resolves when the work has ended, or after so many ms without it; rejects as it does. For whoever stops, and does
 * not wait until a service or a database that is away has been given up.
 */
export async function withTimeout(work: Promise<void>, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
