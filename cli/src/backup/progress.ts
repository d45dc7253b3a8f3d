const EVERY = 5000; // ms between two lines about one table

/** Tells how far a table is: now and then, and at its end. */
export function progressOf(what: string, say: (line: string) => void) {
  let told = performance.now();
  let rows = 0;
  const tell = (more = '') => say(`  ${what.padEnd(26)} ${rows.toLocaleString('en')} rows${more}`);
  return {
    seen: (count: number) => {
      rows = count;
      if (performance.now() - told < EVERY) return;
      told = performance.now();
      tell(' …');
    },
    done: () => tell(),
  };
}
