import { STAFF_ACTS } from '@sagashop/vocabulary/staff-acts';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { List, Log, LoggedChange, User } from '../shop/api-types';
import { currencyOf } from '../shop/currency.server';
import { isDay } from '../shop/draft.server';
import { orFirstPage } from '../shop/first-page.server';
import { languageOf } from '../words/language-of.server';
import { type ChangedField, changedFields } from './changed-fields.server';
import { type LogSubject, namesIn, subjectOf } from './log-subjects.server';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SUBJECT = /^[a-z-]{1,30}(?::[\w-]{1,60})?$/i;

/** How each filter of the address has to look; what is nonsense is not asked for. */
const FILTERS: Record<string, (value: string) => boolean> = {
  actor: (value) => ID.test(value),
  subject: (value) => SUBJECT.test(value),
  action: (value) => /^[a-z-]{1,30}(?:\.[a-z-]{1,30})?$/.test(value),
  text: (value) => value.length > 0,
  from: isDay,
  to: isDay,
};

/** An entry as the list shows it. */
export type LogRow = Pick<LoggedChange, 'id' | 'at' | 'action' | 'from'> & {
  actor: { id: string; name: string | null; roles: string[] };
  subject: LogSubject;
  /** In the words of whoever did it, and before them a reason of those that stock has, or a day. */
  why: { code?: string; day?: string; undoes?: true; text?: string };
  changes: ChangedField[];
  /** The product whose change can be undone for now. */
  undo?: string;
};

/** A page of what staff have changed, with the names of things and people; and what the filters can be. */
export async function logRows(request: Request) {
  const asked = new URL(request.url).searchParams;
  const filter = new URLSearchParams(
    Object.entries(FILTERS).flatMap(([name, fits]) => {
      const value = asked.get(name)?.trim().slice(0, 200) ?? '';
      return fits(value) ? [[name, value]] : [];
    }),
  );
  const cursor = asked.get('cursor');
  const query = new URLSearchParams([...filter, ['limit', '50'], ...(cursor ? [['cursor', cursor]] : [])]);
  const [log, workers, currency] = await Promise.all([
    orErrorPage(orFirstPage(request, get<Log>(request, `/audit-log?${query}`))),
    orNothing(get<List<User>>(request, '/staff?limit=100')),
    // The log does without the catalogue: an amount is said in the currency of a shop that was told none then.
    orNothing(currencyOf(request)),
  ]);
  const names = await namesIn(request, log.items);
  const language = languageOf(request);
  const reading = { names, currency: currency ?? 'RUB', language };
  const rows = log.items.map(
    (entry): LogRow => ({
      ...{ id: entry.id, at: entry.at, action: entry.action, from: entry.from, actor: entry.actor },
      subject: subjectOf(entry, names, language),
      why: reasonOf(entry),
      changes: changedFields(entry, reading),
      ...undoOf(entry),
    }),
  );
  const about = filter.get('subject') ?? '';
  return {
    rows,
    next: log.nextCursor,
    later: cursor !== null,
    missing: log.missing,
    actors: actorsOf(workers?.items ?? [], rows, filter.get('actor')),
    acts: [...STAFF_ACTS],
    // One thing that is chosen is a choice beside the kinds; how it is called, an entry knows.
    about: about.includes(':')
      ? { value: about, ...subjectOf({ subject: about }, names, language) }
      : undefined,
    file: `/api/exports/audit-log.csv?${filter}`,
  };
}

function reasonOf({ action, reason }: LoggedChange): LogRow['why'] {
  if (reason === undefined) return {};
  if (action === 'courier.plan-day') return { day: reason };
  if (reason.startsWith('undoes ')) return { undoes: true };
  if (!/^stock\.(?:adjust|receive)$/.test(action)) return { text: reason };
  const colon = reason.indexOf(': ');
  const [code, text] = colon < 0 ? [reason, ''] : [reason.slice(0, colon), reason.slice(colon + 2)];
  return { code, ...(text && { text }) };
}

/** Who can be chosen: those who work here, and who is chosen already although they have left. */
function actorsOf(workers: readonly User[], rows: readonly LogRow[], chosen: string | null) {
  const known = new Map<string, string | null>(workers.map(({ id, username }) => [id, username]));
  if (chosen && !known.has(chosen)) known.set(chosen, rows[0]?.actor.name ?? null);
  return [...known].map(([id, name]) => ({ id, name }));
}

const DAY = 86_400_000;

/** Pictures are not brought back; who has changed it since is told by whoever is asked to undo it. */
function undoOf({ action, subject, at, after }: LoggedChange): Pick<LogRow, 'undo'> {
  const kept = !('pictures' in after) && Date.now() - Date.parse(at) < DAY;
  if (!kept || !/^product\.(?:change|undo)$/.test(action)) return {};
  return { undo: subject.slice('product:'.length) };
}
