import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import { GUEST_KEPT } from '../domain/session.ts';
import { insertGuestDepartures } from '../store/departures.ts';
import { findOldGuests } from '../store/old-guests.ts';
import { leavingCalls } from './leaving-calls.ts';

const AT_ONCE = 200; // guests, in one question to each service

/**
 * Has guests leave who cannot come back, once they have been guests for `GUEST_KEPT`, and of whom nobody has orders or
 * money. It only begins their departures, which `finishDepartures` brings to their end as any that was cut off: it closes
 * before it deletes, so whoever gets money at that moment stays. Throws when a service does not answer: then nobody leaves.
 */
export async function sweepGuests({ sql, peers }: { sql: Sql; peers: Peers }): Promise<void> {
  let after: string | null = null;
  do {
    const guests: string[] = await findOldGuests(sql, { seconds: GUEST_KEPT, after, most: AT_ONCE });
    await insertGuestDepartures(sql, await neededByNobody(peers, guests), newId());
    after = guests.length === AT_ONCE ? guests.at(-1)! : null;
  } while (after !== null);
}

async function neededByNobody(peers: Peers, users: string[]): Promise<string[]> {
  if (users.length === 0) return [];
  const answers = await Promise.all(leavingCalls('needed').map((call) => peers.ask(call, { users })));
  // `false` alone is a word that nobody needs them.
  return users.filter((_, at) => answers.every(({ needed }) => needed[at] === false));
}
