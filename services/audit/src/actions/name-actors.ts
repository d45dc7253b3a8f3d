import type { Peers } from '@sagashop/chassis/service/calls';
import { userNames } from '@sagashop/user/contract';
import type { Entry } from './read-log.ts';

/** Entries with the names of their actors; without names while user does not answer. */
export async function nameActors(peers: Peers, entries: readonly Entry[]) {
  const users = [...new Set(entries.map(({ actor }) => actor.id))];
  const names = users.length > 0 ? await namesOf(peers, users) : [];
  const byId = new Map(users.map((id, place) => [id, names[place] ?? null]));
  return entries.map((entry) => ({
    ...entry,
    actor: { ...entry.actor, name: byId.get(entry.actor.id) ?? null },
  }));
}

async function namesOf(peers: Peers, users: string[]): Promise<(string | null)[]> {
  const { names } = await peers.ask(userNames, { users }).catch(() => ({ names: [] }));
  return names;
}
