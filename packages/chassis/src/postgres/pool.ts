import { type Connection, noConnection } from './connection.ts';
import { deal, failWaiting, isBusy, type Job, lose, type Member, type State } from './pool-scheduler.ts';

export interface PoolOptions {
  max: number;
  open(lost: () => void): Promise<Connection>;
  /** ms that a job may wait for a connection. */
  wait: number;
}

export interface Pool {
  submit(job: Job): void;
  /** Takes no more jobs, lets those under way end (for `timeout` s at most), and closes all connections. */
  end(options?: { timeout?: number | undefined }): Promise<void>;
}

const IDLE = 60_000; // ms after which a connection that nobody uses is closed
const LOOK = 250; // ms between two looks at what takes too long

/** A pool of connections. Each is used until it is lost; a new one takes its place when it is wanted. */
export function createPool(options: PoolOptions): Pool {
  const state: State = {
    max: options.max,
    open: options.open,
    members: new Set(),
    waiting: [],
    opening: 0,
    failures: 0,
    pause: undefined,
    drained: undefined,
    ended: false,
  };
  let watch: NodeJS.Timeout | undefined;
  return {
    submit(job) {
      if (state.ended) return job.fail(noConnection('CONNECTION_ENDED', 'the pool was closed'));
      state.waiting.push({ job, looks: 0 });
      watch ??= setInterval(look, LOOK, state, options.wait).unref();
      deal(state);
    },
    async end({ timeout } = {}) {
      await undefined; // as with the driver, what was asked for in this turn is still taken
      state.ended = true;
      await end(state, timeout);
      clearInterval(watch);
    },
  };
}

/**
 * Ends what takes too long: a server that is frozen, or gone without a word, tells nobody. Time is counted in
 * looks: a process that was frozen itself blames nobody for it.
 */
function look(state: State, wait: number): void {
  for (const member of state.members) {
    const silent = ++member.looks * LOOK;
    if (member.jobs.size === 0) {
      if (silent > IDLE && !state.ended) void retire(state, member);
      continue;
    }
    const patience = Math.max(...[...member.jobs].map((job) => job.patience));
    if (silent <= patience) continue;
    const message = `the database did not answer within ${patience} ms`;
    lose(state, member, noConnection('CONNECTION_TIMEOUT', message));
  }
  for (const waiting of state.waiting) waiting.looks += 1;
  const punctual = state.waiting.findIndex(({ looks }) => looks * LOOK <= wait);
  const late = state.waiting.splice(0, punctual < 0 ? state.waiting.length : punctual);
  const message = `no connection of the pool was free within ${wait} ms`;
  for (const { job } of late) job.fail(noConnection('CONNECTION_POOL_FULL', message));
}

function retire(state: State, member: Member): Promise<void> {
  state.members.delete(member);
  return member.connection.close();
}

async function end(state: State, timeout: number | undefined): Promise<void> {
  if (isBusy(state) && timeout !== 0) {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      state.drained = resolve;
      if (timeout !== undefined) timer = setTimeout(resolve, timeout * 1000);
    });
    clearTimeout(timer);
  }
  clearTimeout(state.pause);
  const error = noConnection('CONNECTION_DESTROYED', 'the pool was closed');
  failWaiting(state, error);
  for (const member of state.members) if (member.jobs.size > 0) lose(state, member, error);
  await Promise.all([...state.members].map((member) => retire(state, member)));
}
