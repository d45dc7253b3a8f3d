import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Peers } from '@sagashop/chassis/service/calls';
import { batcher } from '@sagashop/chassis/work/batch';
import { usersExist } from '@sagashop/user/contract';

export type UserExists = (userId: string) => Promise<boolean>;

/** Asks user whether there is such a user, one question for all that come together. Refuses as `unavailable` while it is away. */
export function userExists(peers: Peers, metrics: Metrics): UserExists {
  return batcher<string, boolean>({
    name: 'payment.users',
    metrics,
    lanes: 2,
    repeats: 0, // whoever deposits has a key to send it again with
    run: async (users) => (await peers.ask(usersExist, { users })).there,
  });
}
