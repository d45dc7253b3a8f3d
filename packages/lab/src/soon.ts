/** Does something `ms` from now, once for all that ask for it until then. */
export function soon(ms: number, work: () => unknown): () => void {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    setTimeout(() => {
      waits = false;
      void work();
    }, ms).unref();
  };
}
