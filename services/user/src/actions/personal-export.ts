import { entriesAbout } from '@sagashop/audit-log/entries-about';
import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { withCapability } from '@sagashop/chassis/service/topology';
import type { Static } from 'typebox';
import { personalData } from '../contract.ts';
import { addressesOf } from '../store/addresses.ts';
import { findCustomer } from '../store/customers.ts';
import { allReminders } from '../store/reminders.ts';
import { openSessions } from '../store/sessions.ts';

type Page = Static<ReturnType<typeof personalData>['answer']>;

interface Parts {
  sql: Sql;
  peers: Peers;
}

const OTHERS = withCapability(MANIFESTS, 'personal-data').map(({ name }) => name);
const MOST_ADDRESSES = 100;

/**
 * Everything that the shop keeps about a person, as the text of one JSON object: for each service a list of records. Each
 * service has answered once before it begins, so that one that is away refuses the whole; the rest comes page by page,
 * however much there is. Refuses an unknown person as not_found. It is in the audit log that it was taken away.
 */
export async function personalExport(
  { sql, peers }: Parts,
  staff: Staff,
  userId: string,
): Promise<AsyncIterable<string>> {
  const about = await ownRecords(sql, userId);
  const first = await Promise.all(
    OTHERS.map((name) => peers.ask(personalData(name), { user: userId, after: null })),
  );
  await sql.begin((tx) =>
    writeAuditLog(tx, {
      ...staff,
      action: 'customer.export',
      subject: `user:${userId}`,
      before: {},
      after: { exported: true },
    }),
  );
  return text(peers, userId, about, first);
}

async function* text(peers: Peers, user: string, about: object[], first: readonly Page[]) {
  yield `{"exportedAt":${JSON.stringify(new Date())},"user":${JSON.stringify(about)}`;
  for (const [at, name] of OTHERS.entries()) {
    let page = first[at]!;
    yield `,${JSON.stringify(name)}:[${listed(page)}`;
    while (page.next !== null) {
      page = await peers.ask(personalData(name), { user, after: page.next });
      if (page.records.length > 0) yield `,${listed(page)}`;
    }
    yield ']';
  }
  yield '}\n';
}

const listed = ({ records }: Page) => records.map((record) => JSON.stringify(record)).join();

/** What is kept here. */
async function ownRecords(sql: Sql, id: string): Promise<object[]> {
  const [person, addresses, sessions, changes, reminders] = await Promise.all([
    findCustomer(sql, id),
    addressesOf(sql, id, { limit: MOST_ADDRESSES, before: undefined }),
    openSessions(sql, id, null),
    entriesAbout(sql, `user:${id}`),
    allReminders(sql, id),
  ]);
  if (!person) throw refuse.not_found();
  return [
    { kind: 'person', ...person },
    ...addresses.map(({ turn: _, ...address }) => ({ kind: 'address', ...address })),
    ...sessions.map(({ current: _, ...session }) => ({ kind: 'session', ...session })),
    ...reminders.map((reminder) => ({ kind: 'reminder', ...reminder })),
    ...changes,
  ];
}
