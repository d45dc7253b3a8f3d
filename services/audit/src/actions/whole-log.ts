import type { auditLogCall } from '@sagashop/audit-log/audit-log-call';
import type { Peers } from '@sagashop/chassis/service/calls';
import { inBatches } from '@sagashop/csv/in-batches';
import { newestFirst } from '../domain/log-position.ts';
import { type NamedEntry, namePeople } from './name-people.ts';
import { type Entry, type Filter, LOGS, placeOf } from './read-log.ts';

const AT_ONCE = 500; // entries of a service, and entries that are named together

/**
 * All entries of all services that a filter finds, newest first, however many there are: of each service a page is in memory
 * and the next one on its way. Who reads it gets what had been written when it began. Throws when a service does not answer:
 * a log with gaps in it is none.
 */
export function wholeLog(peers: Peers, filter: Filter): AsyncGenerator<NamedEntry> {
  const entries = merged(LOGS.map((log) => entriesOf(peers, log, filter)));
  return inBatches(entries, AT_ONCE, (some) => namePeople(peers, some));
}

async function* entriesOf(
  peers: Peers,
  log: ReturnType<typeof auditLogCall>,
  filter: Filter,
): AsyncGenerator<Entry> {
  const page = async (last?: Entry) => {
    const before = last && { before: { at: last.at, id: last.id } };
    return (await peers.ask(log, { ...filter, ...before, limit: AT_ONCE })).entries;
  };
  let next: Promise<Entry[]> | undefined = page();
  while (next) {
    const entries: Entry[] = await next;
    next = entries.length === AT_ONCE ? page(entries.at(-1)) : undefined;
    // Should nobody come for it, its failure is not to end the process.
    next?.catch(() => {});
    yield* entries;
  }
}

/** What stands in the order of the log in each, in that order in one. */
async function* merged(logs: AsyncGenerator<Entry>[]): AsyncGenerator<Entry> {
  const read = async (log: AsyncGenerator<Entry>) => {
    const { value, done } = await log.next();
    return done ? undefined : { entry: value, place: placeOf(value), log };
  };
  const heads = (await Promise.all(logs.map(read))).filter((head) => head !== undefined);
  while (heads.length > 0) {
    heads.sort((one, other) => newestFirst(one.place, other.place));
    const { entry, log } = heads.shift()!;
    yield entry;
    const next = await read(log);
    if (next) heads.push(next);
  }
}
