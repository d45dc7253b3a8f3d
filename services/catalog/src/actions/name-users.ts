import type { Peers } from '@sagashop/chassis/service/calls';
import { userNames } from '@sagashop/user/contract';

/** The names of users by their ids; of none while user does not answer. */
export async function nameUsers(peers: Peers, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { names } = await peers.ask(userNames, { users: [...ids] }).catch(() => ({ names: [] }));
  return new Map(ids.flatMap((id, place) => (names[place] ? [[id, names[place]]] : [])));
}
