/**
 * Who may ask a service what: by the caller's name, the calls, commands and events that it may send. The manifests say
 * it (`callersOf`); together they are the arrows of ARCHITECTURE.md.
 */
export type Callers = Readonly<Record<string, readonly string[]>>;

/** The operator: `init`, and the command line that opened it. */
export const OPERATOR = 'operator';
export const GATEWAY = 'gateway';

/** Who may say which customer a request comes from. */
export const SPEAK_FOR_CUSTOMERS: readonly string[] = [GATEWAY, OPERATOR];

/** The names of calls and types that each caller may send. */
export function allowances(callers: Callers = {}): (caller: string) => ReadonlySet<string> {
  const nothing: ReadonlySet<string> = new Set();
  const allowed = new Map(Object.entries(callers).map(([caller, asked]) => [caller, new Set(asked)]));
  return (caller) => allowed.get(caller) ?? nothing;
}
