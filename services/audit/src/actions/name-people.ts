import type { Peers } from '@sagashop/chassis/service/calls';
import { isId } from '@sagashop/kernel/ids';
import { nameUsers } from '@sagashop/user/contract';
import type { Entry } from './read-log.ts';

/** An entry with the names of its people. */
export type NamedEntry = Omit<Entry, 'actor'> & {
  actor: Entry['actor'] & { name: string | null };
  subjectName?: string | null;
};

/** Entries with the names of their actors, and of the people whom they are about; without names while user does not answer. */
export async function namePeople(peers: Peers, entries: readonly Entry[]): Promise<NamedEntry[]> {
  const users = new Set(entries.flatMap(({ actor, subject }) => [actor.id, ...personIn(subject)]));
  const names = await nameUsers(peers, [...users]);
  return entries.map((entry) => {
    const [person] = personIn(entry.subject);
    return {
      ...entry,
      actor: { ...entry.actor, name: names.get(entry.actor.id) ?? null },
      ...(person !== undefined && { subjectName: names.get(person) ?? null }),
    };
  });
}

function personIn(subject: string): string[] {
  const id = subject.startsWith('user:') ? subject.slice('user:'.length) : '';
  return isId(id) ? [id] : [];
}
