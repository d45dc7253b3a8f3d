import { type Connection, noConnection } from './connection.ts';

/** Something to be done on a connection: by itself (a transaction), or beside other queries. */
export interface Job {
  alone: boolean;
  /** ms that it may take before its connection counts as dead. */
  patience: number;
  /** Does it; to be called back when it is over, however it went. */
  start(connection: Connection, over: () => void): void;
  /** It will not be done, or nobody knows whether it was. */
  fail(error: Error): void;
}

export interface Member {
  connection: Connection;
  jobs: Set<Job>;
  /** Looks (see pool.ts) since it was taken out of idleness or one of its jobs ended. */
  looks: number;
}

/** The connections of a pool, and the jobs that wait for one. */
export interface State {
  readonly max: number;
  readonly open: (lost: () => void) => Promise<Connection>;
  readonly members: Set<Member>;
  waiting: { job: Job; looks: number }[];
  opening: number;
  /** Openings that failed one after the other, and the pause after the last one. */
  failures: number;
  pause: NodeJS.Timeout | undefined;
  /** To be called when no job waits and all connections are idle. */
  drained: (() => void) | undefined;
  ended: boolean;
}

const SHARED_BY = 100; // queries that are under way on one connection at once
const LONGEST_PAUSE = 500; // ms between tries to connect

/**
 * Gives the jobs that wait to the connections that can take them, first come first served, and opens more of these.
 * One is shared only when no more can be opened: who shares one waits for what was asked on it before.
 */
export function deal(state: State): void {
  while (state.waiting.length > 0) {
    const { job } = state.waiting[0]!;
    const member = freeMember(state) ?? (job.alone || isGrowing(state) ? undefined : sharedMember(state));
    if (!member) {
      grow(state);
      return;
    }
    state.waiting.shift();
    start(state, member, job);
  }
  if (state.drained && !isBusy(state)) state.drained();
}

function isGrowing({ pause, opening, members, max }: State): boolean {
  return !pause && (opening > 0 || members.size < max);
}

function freeMember(state: State): Member | undefined {
  for (const member of state.members) {
    if (member.jobs.size > 0) continue;
    if (member.connection.free()) return member;
    drop(state, member, lostError());
  }
  return undefined;
}

/** The connection with the fewest queries under way, none of them a transaction's. */
function sharedMember(state: State): Member | undefined {
  let least: Member | undefined;
  for (const member of state.members) {
    const { size } = member.jobs;
    if (size >= (least?.jobs.size ?? SHARED_BY)) continue;
    const [one] = member.jobs;
    if (one && !one.alone) least = member;
  }
  return least;
}

function start(state: State, member: Member, job: Job): void {
  if (member.jobs.size === 0) member.looks = 0;
  member.jobs.add(job);
  job.start(member.connection, () => {
    if (!member.jobs.delete(job)) return;
    member.looks = 0;
    // One that something is left on is not trusted with another job.
    if (member.jobs.size === 0 && !member.connection.free()) return lose(state, member);
    deal(state);
  });
}

/** Whether a job waits or is under way. */
export function isBusy({ members, waiting }: State): boolean {
  return waiting.length > 0 || [...members].some(({ jobs }) => jobs.size > 0);
}

/** Gives up a connection: what is under way on it fails with the error. */
export function lose(state: State, member: Member, error = lostError()): void {
  if (drop(state, member, error)) deal(state);
}

function drop(state: State, member: Member, error: Error): boolean {
  if (!state.members.delete(member)) return false;
  for (const job of member.jobs) job.fail(error);
  member.jobs.clear();
  member.connection.cut(error);
  return true;
}

function lostError(): Error {
  return noConnection('CONNECTION_CLOSED', 'the connection to the database was lost');
}

function grow(state: State): void {
  const { members, max, waiting } = state;
  while (!state.pause && members.size + state.opening < max) {
    if (state.opening >= waiting.length) return;
    void openOne(state);
  }
}

async function openOne(state: State): Promise<void> {
  let member: Member | undefined;
  state.opening += 1;
  try {
    const connection = await state.open(() => member && lose(state, member));
    member = { connection, jobs: new Set(), looks: 0 };
  } catch (error) {
    state.opening -= 1;
    return notOpened(state, error as Error);
  }
  state.opening -= 1;
  state.failures = 0;
  if (state.ended && state.waiting.length === 0) return void member.connection.close();
  state.members.add(member);
  deal(state);
}

/** Those that wait are served by the connections that there are, or told when there is none. */
function notOpened(state: State, error: Error): void {
  state.failures += 1;
  const longest = Math.min(10 * 3 ** state.failures, LONGEST_PAUSE);
  clearTimeout(state.pause);
  state.pause = setTimeout(
    () => {
      state.pause = undefined;
      deal(state);
    },
    longest / 2 + (Math.random() * longest) / 2,
  );
  if (state.members.size + state.opening === 0) failWaiting(state, error);
  deal(state);
}

/** Fails all jobs that wait. */
export function failWaiting(state: State, error: Error): void {
  for (const { job } of state.waiting.splice(0)) job.fail(error);
}
