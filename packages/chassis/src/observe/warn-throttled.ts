/** A log, as far as it is needed to warn. */
export interface Voice {
  warn(details: object, message: string): void;
}

const PAUSE = 5000; // ms
const said = new WeakMap<object, Map<string, { at: number; unsaid: number }>>();

/**
 * Warns of something that every request meets while it lasts: at once the first time, and then every five seconds at
 * most, with `unsaid`, how many were passed over since. `subject` tells what is alike (a small number of names: they
 * are kept).
 */
export function warnThrottled(log: Voice, subject: string, details: object, message: string): void {
  let subjects = said.get(log);
  if (!subjects) said.set(log, (subjects = new Map()));
  const now = performance.now();
  const last = subjects.get(subject);
  if (last && now - last.at < PAUSE) {
    last.unsaid += 1;
    return;
  }
  subjects.set(subject, { at: now, unsaid: 0 });
  log.warn({ ...details, ...(last?.unsaid ? { unsaid: last.unsaid } : {}) }, message);
}
