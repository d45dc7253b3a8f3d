import { newId } from '@sagashop/kernel/ids';
import { Problem } from '@sagashop/kernel/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemBytes } from '../errors.ts';
import type { Sql, Tx } from '../postgres/sql.ts';
import {
  assertReplayable,
  claimKeys,
  findKeys,
  finishKey,
  type KeyUse,
  keyUse,
  nameOfKey,
  replay,
  sendStored,
} from './idempotency.ts';

interface Outcome {
  status: number;
  response: string;
}

/** An outcome, and whether it is that of an earlier request; `subject` is what its key was claimed for. */
export interface Answered extends Outcome {
  replayed: boolean;
  subject: string;
}

/**
 * Does something at most once per key, key and effect in one transaction. A second copy that comes while
 * the first is under way waits for its commit and is then answered as the first was. A refusal that the state
 * of things decided (409) undoes the effect and is kept as the key's outcome; every other one leaves the key
 * unused, as an error does.
 */
export async function once(
  sql: Sql,
  use: KeyUse & { subject: string },
  effect: (tx: Tx) => Promise<Outcome>,
): Promise<Answered> {
  try {
    return await attempt(sql, use, effect);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409 || error.code.startsWith('idempotency_'))
      throw error;
    // Should a copy have taken the key since the effect was undone, its outcome is the key's.
    return attempt(sql, use, async () => ({ status: error.status, response: problemBytes(error) }));
  }
}

async function attempt(
  sql: Sql,
  use: KeyUse & { subject: string },
  effect: (tx: Tx) => Promise<Outcome>,
): Promise<Answered> {
  return sql.begin(async (tx) => {
    const mine = await claimKeys(tx, [use]);
    if (!mine.has(use.subject)) {
      const kept = (await findKeys(tx, [use])).get(nameOfKey(use))!;
      assertReplayable(kept, use);
      return { status: kept.status, response: kept.response, replayed: true, subject: kept.subject };
    }
    const outcome = await effect(tx);
    await finishKey(tx, use, outcome);
    return { ...outcome, replayed: false, subject: use.subject };
  }) as Promise<Answered>;
}

/**
 * Creates something by a route that honours an Idempotency-Key when one is sent: with a key at most once,
 * without one each time; in one transaction either way. Answer what comes back with `sendCreated`.
 */
export async function createOnce(
  sql: Sql,
  request: FastifyRequest,
  scope: { caller: string; route: string },
  create: (tx: Tx) => Promise<object>,
): Promise<Answered> {
  const subject = newId();
  const effect = async (tx: Tx) => ({ status: 201, response: JSON.stringify(await create(tx)) });
  const use = keyUse(request, scope, request.body);
  if (use) return once(sql, { ...use, subject }, effect);
  return { ...(await sql.begin(effect)), replayed: false, subject };
}

/** Sends what `once` or `createOnce` answered, marked when it is a replay. */
export function sendCreated(reply: FastifyReply, answer: Answered): FastifyReply {
  return answer.replayed ? replay(reply, answer) : sendStored(reply, answer.status, answer.response);
}
