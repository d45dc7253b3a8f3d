/** Where a run says how far it is. */
export interface Progress {
  /** A line that stays. */
  say(text: string): void;
  /** How much of a part is done. A bar on a terminal; elsewhere a line now and then. */
  update(part: string, done: number, total: number): void;
}

const EVERY = 3000; // ms between lines where there is no terminal
const WIDTH = 30;

/** Progress on standard error, or on what is given. */
export function openProgress(
  out: { isTTY?: boolean; write(text: string): unknown } = process.stderr,
): Progress {
  let barShown = false;
  let at = { part: '', since: 0, said: 0 };
  const clearBar = () => {
    if (barShown) out.write('\r\x1b[K');
    barShown = false;
  };
  return {
    say(text) {
      clearBar();
      out.write(`${text}\n`);
    },
    update(part, done, total) {
      const now = performance.now();
      if (part !== at.part) at = { part, since: now, said: now };
      const line = describe(part, done, total, (now - at.since) / 1000);
      if (out.isTTY) {
        clearBar();
        barShown = done < total;
        out.write(`${bar(done / total)} ${line}${barShown ? '' : '\n'}`);
      } else if (done === total || now - at.said >= EVERY) {
        at.said = now;
        out.write(`${line}\n`);
      }
    },
  };
}

function describe(part: string, done: number, total: number, seconds: number): string {
  const rate = seconds > 0.5 ? `  ${Math.round(done / seconds).toLocaleString('en')}/s` : '';
  return `${part}  ${done.toLocaleString('en')} of ${total.toLocaleString('en')}${rate}`;
}

function bar(share: number): string {
  const full = Math.round(share * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
}
