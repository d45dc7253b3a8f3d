const USUAL = 5; // seconds
const LONGEST = 30;

/**
 * How many ms a request wants to wait for the outcome, by its Prefer header (RFC 7240): `wait=N` up to 30 s,
 * `respond-async` not at all, 5 s when it says nothing.
 */
export function preferredWait(header: string | string[] | undefined): number {
  const prefer = String(header ?? '').toLowerCase();
  if (/(^|[,;\s])respond-async($|[,;\s])/.test(prefer)) return 0;
  const wait = /(^|[,;\s])wait=(\d{1,6})($|[,;\s])/.exec(prefer);
  return (wait ? Math.min(Number(wait[2]), LONGEST) : USUAL) * 1000;
}
