import { useEffect, useRef, useState } from 'react';
import type { AuditReport } from '../shop/api-types';

const LOOKS_BACK = 3_600_000; // ms

/** An invariant, and whether it holds: unknown until all was looked at that it is about. */
export interface Checked {
  name: string;
  checked: number;
  ok?: boolean;
}

/** What an audit has found so far. */
export interface LiveAudit {
  state: 'none' | 'running' | 'done' | 'cut';
  orders: number;
  found: readonly Checked[];
}

/** An audit of the orders of the last hour as it goes on, from when it is started. */
export function useLiveAudit(): LiveAudit & { start(): void } {
  const [audit, set] = useState<LiveAudit>({ state: 'none', orders: 0, found: [] });
  const stream = useRef<EventSource>(undefined);
  useEffect(() => () => stream.current?.close(), []);
  const start = () => {
    stream.current?.close();
    const since = new Date(Date.now() - LOOKS_BACK).toISOString();
    const events = new EventSource(`/api/audit/events?since=${encodeURIComponent(since)}`);
    stream.current = events;
    const heard = <Told>(name: string, take: (told: Told, before: LiveAudit) => LiveAudit) =>
      events.addEventListener(name, ({ data }: MessageEvent<string>) => {
        const told = JSON.parse(data) as Told;
        set((before) => take(told, before));
      });
    set({ state: 'running', orders: 0, found: [] });
    heard<{ orders: number; invariants: Checked[] }>('looked', ({ orders, invariants }, before) => ({
      ...{ ...before, orders },
      found: merged(before.found, invariants),
    }));
    heard<Checked[]>('checks', (checks, before) => ({ ...before, found: merged(before.found, checks) }));
    heard<AuditReport>('report', ({ orders, invariants }, before) => {
      events.close();
      const all = invariants.map(({ name, checked, ok }) => ({ name, checked, ok }));
      return { state: 'done', orders, found: merged(before.found, all) };
    });
    heard<unknown>('failed', (_told, before) => {
      events.close();
      return { ...before, state: 'cut' };
    });
    events.addEventListener('error', () => {
      events.close(); // it would begin anew by itself
      set((before) => (before.state === 'running' ? { ...before, state: 'cut' } : before));
    });
  };
  return { ...audit, start };
}

/** What is known with what was told: each stays in its place. */
function merged(known: readonly Checked[], told: readonly Checked[]): Checked[] {
  const all = new Map(known.map((one) => [one.name, one]));
  for (const one of told) all.set(one.name, { ...all.get(one.name), ...one });
  return [...all.values()];
}
