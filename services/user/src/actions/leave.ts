import { setTimeout as sleep } from 'node:timers/promises';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import type { Static } from 'typebox';
import type { leaving } from '../contract.ts';
import { refuseUser } from '../errors.ts';
import {
  type Asked,
  type Departure,
  decideDeparture,
  deleteDeparture,
  insertDeparture,
  takeOverDepartures,
} from '../store/departures.ts';
import { deleteUser, findUser, lockOwners, lockUser } from '../store/users.ts';
import { checkPassword, type PasswordProof } from './check-password.ts';
import type { Hasher } from './hasher.ts';
import { leavingCalls } from './leaving-calls.ts';

interface Parts {
  sql: Sql;
  peers: Peers;
  log: Logger;
}

type Reason = 'orders_in_flight' | 'money_left' | 'last_owner' | 'works_here' | null;

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
export async function leave(parts: Parts & { hasher: Hasher }, proof: PasswordProof): Promise<void> {
  await proveIdentity(parts, proof);
  await depart(parts, proof.userId, null);
}

/**
 * The same without the password, for staff whom somebody has asked to erase what the shop has about them. Refuses besides as
 * not_found an unknown user, and as `works_here` who has a role.
 */
export async function erase(parts: Parts, userId: string, asked: Asked): Promise<void> {
  const user = await findUser(parts.sql, userId);
  if (!user) throw refuse.not_found();
  if (user.roles.length > 0) throw refuseUser.works_here();
  await depart(parts, userId, asked);
}

async function depart(parts: Parts, userId: string, asked: Asked | null): Promise<void> {
  const departure = { userId, run: newId(), decided: false, asked };
  await begin(parts.sql, departure);
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
  proof: PasswordProof,
): Promise<void> {
  const user = await findUser(sql, proof.userId);
  if (!user) throw refuse.not_found();
  if (user.guest) return;
  await checkPassword(sql, hasher, proof).catch(async (error) => {
    // A user who has left has no password any more: of two requests at once the second hears that, not that it is wrong.
    throw (await findUser(sql, proof.userId)) ? error : refuse.not_found();
  });
}

/** Begins the departure. Of two at once the second waits for what becomes of the first, and refuses a user who has left. */
async function begin(sql: Sql, departure: Departure): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (!(await insertDeparture(sql, departure))) {
    if (!(await findUser(sql, departure.userId))) throw refuse.not_found();
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
async function closeAndDecide(parts: Parts, departure: Departure): Promise<Reason> {
  const { sql, peers } = parts;
  const { userId, run } = departure;
  const leaver = { user: userId, run };
  const reason = (await closeAll(peers, leaver)) ?? (await decide(sql, departure));
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

async function decide(sql: Sql, { userId, run, asked }: Departure): Promise<Reason> {
  return sql.begin(async (tx) => {
    const owners = await lockOwners(tx);
    if (owners.length === 1 && owners[0] === userId) return 'last_owner';
    if (asked && (await lockUser(tx, userId))?.roles.length) return 'works_here';
    if (!(await decideDeparture(tx, userId, run))) throw refuse.unavailable({}, { 'retry-after': '5' });
    await deleteUser(tx, userId);
    if (asked) {
      const { reason, ...staff } = asked;
      const gone = { before: { there: true }, after: { there: false } };
      await writeAuditLog(tx, {
        ...staff,
        action: 'customer.erase',
        subject: `user:${userId}`,
        ...gone,
        reason,
      });
    }
    return null;
  }) as Promise<Reason>;
}

async function forget({ sql, peers }: Parts, { userId, run }: Departure): Promise<void> {
  await Promise.all(leavingCalls('forget').map((call) => peers.ask(call, { user: userId, run })));
  await deleteDeparture(sql, userId, run);
}
