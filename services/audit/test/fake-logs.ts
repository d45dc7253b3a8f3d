import { refuse } from '@sagashop/chassis/errors';
import type { Peers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import type { Entry } from '../src/actions/read-log.ts';

/** An entry of the audit log that was written at a time in ms since 1970. */
export const entryAt = (ms: number): Entry => ({
  id: newId(ms),
  at: new Date(ms).toISOString(),
  actor: { id: newId(), roles: ['owner'] },
  action: 'thing.change',
  subject: `thing:${ms}`,
  before: {},
  after: {},
  from: '10.0.0.1',
});

/** Services with these entries, some of which are away; who asks for names gets none. */
export function peersWith(logs: Record<string, Entry[]>, away: ReadonlySet<string>): Peers {
  const key = ({ at, id }: { at: string; id: string }) => `${at} ${id}`;
  const newest = new Map(
    Object.entries(logs).map(([service, entries]) => [
      service,
      entries.toSorted((one, other) => (key(one) < key(other) ? 1 : -1)),
    ]),
  );
  const ask = async (
    { service }: { service: string },
    { before, limit, users }: { before?: { at: string; id: string }; limit: number; users?: string[] },
  ) => {
    if (away.has(service) || users) throw refuse.unavailable({ service });
    const found = newest.get(service) ?? [];
    return { entries: found.filter((one) => !before || key(one) < key(before)).slice(0, limit) };
  };
  return { ask } as unknown as Peers;
}
