import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Peers } from '@sagashop/chassis/service/calls';
import { holdOperatorSession } from '@sagashop/user/contract';

const LIFE = 120; // seconds that the session outlives a process that was killed
const EVERY = 30_000; // ms
const PATIENCE = 500; // ms; nobody who wants the shop to stop waits for this for longer

/** The session in `run.json`, by which commands on this machine get tokens of their own. */
export interface OperatorSession {
  token: string;
  end(): Promise<void>;
}

/**
 * Opens it, and keeps it for as long as this process lives: when it was ended otherwise, or user was away, it is there
 * again within half a minute.
 */
export async function openOperatorSession(peers: Peers): Promise<OperatorSession> {
  const token = randomBytes(32).toString('base64url');
  const hold = (seconds: number) =>
    peers.ask(holdOperatorSession, { hash: tokenHash(token), seconds }).catch(() => {});
  await hold(LIFE);
  const timer = setInterval(hold, EVERY, LIFE).unref();
  return {
    token,
    end: async () => {
      clearInterval(timer);
      await Promise.race([hold(0), sleep(PATIENCE, undefined, { ref: false })]);
    },
  };
}
