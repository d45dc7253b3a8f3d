import { auditLogCall, type LogFilter, type LoggedEntry } from '@sagashop/audit-log/audit-log-call';
import type { Peers } from '@sagashop/chassis/service/calls';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { withCapability } from '@sagashop/chassis/service/topology';
import type { Static } from 'typebox';
import { advanced, type LogPosition, newestFirst, type Place, placeIn } from '../domain/log-position.ts';

export type Filter = Static<typeof LogFilter>;
export type Entry = Static<typeof LoggedEntry>;

/** What stands in the log from a position on. */
export interface LogPart {
  entries: Entry[];
  /** The services that did not answer. */
  missing: string[];
  /** Where it goes on; null where nothing is left. */
  next: LogPosition | null;
}

/** By which each service tells its log. */
export const LOGS = withCapability(MANIFESTS, 'audit-log').map(({ name }) => auditLogCall(name));

/** The entries of all services from a position on, newest first, at most so many. `failed` hears why a service is missing. */
export async function readLog(
  peers: Peers,
  filter: Filter,
  { position, limit }: { position: LogPosition; limit: number },
  failed: (service: string, error: unknown) => void,
): Promise<LogPart> {
  const missing: string[] = [];
  const parts = await Promise.all(
    LOGS.map((call) =>
      peers
        .ask(call, { ...filter, ...before(placeIn(position, call.service)), limit: limit + 1 })
        .catch((error: unknown) => {
          failed(call.service, error);
          missing.push(call.service);
          return { entries: [] };
        }),
    ),
  );
  const found = parts
    .flatMap(({ entries }) => entries)
    .sort((one, other) => newestFirst(placeOf(one), placeOf(other)));
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  const ended = found.length <= limit && missing.length === 0;
  return { entries, missing, next: ended ? null : advanced(position, last ? placeOf(last) : null, missing) };
}

/** Where an entry stands in the log. */
export const placeOf = ({ at, id }: Entry): NonNullable<Place> => [Date.parse(at), id];

const before = (place: Place) =>
  place ? { before: { at: new Date(place[0]).toISOString(), id: place[1] } } : {};
