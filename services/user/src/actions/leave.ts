import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '@sagashop/chassis/errors';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import type { Static } from 'typebox';
import type { leaving } from '../contract.ts';
import { refuseUser } from '../errors.ts';
import {
  type Departure,
  decideDeparture,
  deleteDeparture,
  insertDeparture,
  takeOverDepartures,
} from '../store/departures.ts';
import { deleteUser, findUser, lockOwners } from '../store/users.ts';
import { checkPassword, type PasswordProof } from './check-password.ts';
import type { Hasher } from './hasher.ts';
import { leavingCalls } from './leaving-calls.ts';

interface Parts {
  sql: Sql;
  peers: Peers;
  log: Logger;
}

type Reason = 'orders_in_flight' | 'money_left' | 'last_owner' | null;

type Calls = ReturnType<typeof leaving>;

const PATIENCE = 5_000; // ms that a second request waits for the first
const PAUSE = 50; // ms
const SILENCE = 30; // seconds after which whoever was at a departure is taken for dead

/**
 * Lets a user leave the shop for good. Refuses a member who does not show the password as `checkPassword` does, before anything
 * else: a borrowed session learns nothing of orders and money. Refuses while an order is in flight or money is left, and
 * the shop's last owner. When it answers, the user is gone; what is personal elsewhere is emptied at once, or
 * by `finishDepartures` where that was cut off.
 */
export async function leave(parts: Parts & { hasher: Hasher }, shown: PasswordProof): Promise<void> {
  const { userId } = shown;
  await proveIdentity(parts, shown);
  const departure = { userId, run: newId(), decided: false };
  await begin(parts.sql, userId, departure.run);
  const reason = await closeAndDecide(parts, departure);
  if (reason === 'last_owner') throw refuse.forbidden();
  if (reason) throw refuseUser[reason]();
  await forget(parts, departure).catch((error) =>
    parts.log.warn({ err: error, user: userId }, 'a user has left; forgetting them will be tried again'),
  );
}

/** A guest has nothing to show but the session. */
async function proveIdentity(
  { sql, hasher }: { sql: Sql; hasher: Hasher },
  shown: PasswordProof,
): Promise<void> {
  const user = await findUser(sql, shown.userId);
  if (!user) throw refuse.not_found();
  if (user.guest) return;
  await checkPassword(sql, hasher, shown).catch(async (error) => {
    // Who has left has no password any more: of two requests at once the second hears that, not that it is wrong.
    throw (await findUser(sql, shown.userId)) ? error : refuse.not_found();
  });
}

/** Begins the departure. Of two at once the second waits for what becomes of the first, and refuses who has left. */
async function begin(sql: Sql, userId: string, run: string): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (!(await insertDeparture(sql, userId, run))) {
    if (!(await findUser(sql, userId))) throw refuse.not_found();
    if (Date.now() > until) throw refuse.unavailable({}, { 'retry-after': '5' });
    await sleep(PAUSE);
  }
}

/** Brings to their end the departures that were cut off: forward, or back where something is against them. */
export async function finishDepartures(parts: Parts, silence = SILENCE): Promise<void> {
  const cutOff = await takeOverDepartures(parts.sql, { run: newId(), silence, most: 20 });
  const ends = await Promise.allSettled(
    cutOff.map(async (departure) => {
      const reason = departure.decided ? null : await closeAndDecide(parts, departure);
      if (!reason) await forget(parts, departure);
    }),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Everything that can refuse comes first and can be taken back; deleting the user decides. */
async function closeAndDecide(parts: Parts, { userId, run }: Departure): Promise<Reason> {
  const { sql, peers } = parts;
  const leaver = { user: userId, run };
  const reason = (await closeAll(peers, leaver)) ?? (await decide(sql, userId, run));
  if (reason) {
    await Promise.all(leavingCalls('reopen').map((call) => peers.ask(call, leaver)));
    await deleteDeparture(sql, userId, run);
  }
  return reason;
}

/** One after the other: the first reason is what the leaver is told. */
async function closeAll(peers: Peers, leaver: Static<Calls['close']['question']>): Promise<Reason> {
  for (const call of leavingCalls('close')) {
    const { refused } = await peers.ask(call, leaver);
    if (refused) return refused;
  }
  return null;
}

async function decide(sql: Sql, userId: string, run: string): Promise<'last_owner' | null> {
  return sql.begin(async (tx) => {
    const owners = await lockOwners(tx);
    if (owners.length === 1 && owners[0] === userId) return 'last_owner';
    if (!(await decideDeparture(tx, userId, run))) throw refuse.unavailable({}, { 'retry-after': '5' });
    await deleteUser(tx, userId);
    return null;
  }) as Promise<'last_owner' | null>;
}

async function forget({ sql, peers }: Parts, { userId, run }: Departure): Promise<void> {
  await Promise.all(leavingCalls('forget').map((call) => peers.ask(call, { user: userId, run })));
  await deleteDeparture(sql, userId, run);
}
