/** Resolves after so many ms, or as soon as `over` says so. */
export function pause(ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (over.aborted) return resolve();
    const go = () => {
      clearTimeout(timer);
      over.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, ms).unref();
    over.addEventListener('abort', go);
  });
}

/** Resolves when `over` says so. */
export const untilOver = (over: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (over.aborted) resolve();
    else over.addEventListener('abort', () => resolve(), { once: true });
  });
